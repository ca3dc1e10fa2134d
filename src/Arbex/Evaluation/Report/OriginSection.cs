using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Training;

namespace Arbex.Evaluation.Report;

/// <summary>Where the model and the faces come from: what somebody needs to judge or repeat the numbers.</summary>
internal static class OriginSection
{
    public static XElement Make(ReportContext context)
    {
        var (input, info) = (context.Input, context.Input.Info);
        return Html.Section(
            "origin", "Where this comes from",
            Html.Facts(
            [
                ("Model", input.Model),
                ("Selection", context.Selection.Description),
                ("Trained on", info.TrainedOn ?? "not recorded"),
                ("Evaluated on", $"{context.Document.Dataset}, part {Word(context.Document.Split)}, "
                    + $"{Shown.Count(context.Document.Samples)} faces"),
                ("Temperature", context.Document.AppliedTemperature is { } applied
                    ? $"{Shown.Number(applied)}, kept in the file and applied to all distributions"
                    : null),
                ("Mirrored", context.Document.IsMirrored ? "every face was also looked at mirrored; answers are the mean" : null),
                ("Groups", Groups(context)),
                .. RecipeFacts(info.Recipe),
                ("Metrics kept with it", string.Join(
                    ", ", info.Metrics.Select(pair => $"{pair.Key} {Shown.Number(pair.Value)}"))),
                ("Trained with", Versions(info.Versions)),
                ("Evaluated with", Versions(CheckpointInfo.CurrentVersions)),
                ("Seeds", Seeds(context)),
                ("Command", input.Command is { } command ? new XElement("code", command) : null),
            ]),
            new XElement("h3", "Faces of each class in each part"),
            Parts(input.Dataset),
            info.Recipe is { } recipe
                ? new XElement(
                    "details", new XElement("summary", "The whole recipe"),
                    new XElement("pre", RecipeFile.ToJson(recipe)))
                : null);
    }

    private static IEnumerable<(string Name, object? Value)> RecipeFacts(Recipe? recipe)
    {
        if (recipe is null)
        {
            yield return ("Recipe", "not recorded");
            yield break;
        }

        yield return ("Training seed", $"{recipe.Seed}");
        yield return (
            "Recipe",
            string.Create(
                CultureInfo.InvariantCulture,
                $"preset {recipe.Preset}, {recipe.Epochs} epochs, batches of {recipe.BatchSize}, learning rate "
                    + $"{recipe.Optimizer.LearningRate} ({Camel(recipe.Optimizer.Schedule)}), input "
                    + $"{recipe.Network.InputSize} pixels"));
    }

    private static string? Groups(ReportContext context)
    {
        var samples = context.Input.Dataset.Samples;
        var evaluated = Named(samples, context.Input.Predictions.Samples);
        if (evaluated.Count == 0)
        {
            return "none known: each face counts as independent of the others";
        }

        var others = Named(
            samples,
            Enum.GetValues<DataSplit>().Where(split => split != context.Document.Split).SelectMany(samples.Positions));
        var shared = evaluated.Count(others.Contains);
        return $"{Shown.Count(evaluated.Count)} videos or subjects"
            + (shared > 0 ? $"; {Shown.Count(shared)} of them are also in another part of the dataset" : "");
    }

    private static HashSet<int> Named(SampleIndex samples, IEnumerable<int> positions) =>
        [.. positions.Select(samples.GroupOf).Where(group => group >= 0)];

    private static XElement Parts(IFaceDataset dataset)
    {
        var counts = Enum.GetValues<DataSplit>().Select(split => (Split: split, Counts: Counts(dataset, split)))
            .Where(part => part.Counts.Sum() > 0).ToArray();
        return Html.Table(
            ["class", .. counts.Select(part => Word(part.Split))],
            [
                .. Enumerable.Range(0, dataset.Labels.Count).Select(k => new object[] { dataset.Labels[k] }
                    .Concat(counts.Select(part => (object)Shown.Count(part.Counts[k])))),
                new object[] { "all" }.Concat(counts.Select(part => (object)Shown.Count(part.Counts.Sum()))),
            ]);
    }

    private static int[] Counts(IFaceDataset dataset, DataSplit split) =>
        dataset.Samples.CountClasses(dataset.Samples.Positions(split), dataset.Labels.Count);

    private static string Seeds(ReportContext context) =>
        (context.Document.Intervals is { } intervals ? $"bootstrap {intervals.Seed}, " : "")
        + $"layout {context.Input.Options.Seed}";

    private static string Versions(IEnumerable<KeyValuePair<string, string>> versions) =>
        string.Join(", ", versions.Select(pair => $"{pair.Key} {pair.Value}"));

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Word(DataSplit split) => split.ToString().ToLowerInvariant();
}
