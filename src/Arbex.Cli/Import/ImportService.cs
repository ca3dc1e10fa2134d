using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Checkpoints.Import;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Labels;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Cli.Import;

/// <summary>Opens the files, builds the network, fills it and writes the checkpoint.</summary>
internal static class ImportService
{
    public static ImportDocument Run(ImportRequest request)
    {
        var labels = request.Labels is { } text ? LabelMappingText.Classes(text).Names : (ImmutableArray<string>?)null;
        var files = new List<WeightFile>();
        try
        {
            foreach (var path in request.Files)
            {
                files.Add(WeightFile.Open(path));
            }

            var recipe = request.Recipe.Resolve(() => RecipeFor(files));
            return Fill(request, recipe, labels ?? LabelsOf(files, request.Output is not null), files);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static ImportDocument Fill(
        ImportRequest request, Recipe recipe, ImmutableArray<string> labels, IReadOnlyList<WeightFile> files)
    {
        recipe.Network.Validated(labels.Length);
        Seeding.Start(recipe.Seed);
        using var network = new ArbexNet(recipe.Network, labels.Length);
        var report = WeightImport.Fill(network, files, labels);
        if (request.Output is { } output)
        {
            var names = string.Join(", ", request.Files.Select(Path.GetFileName));
            OutputFile.Guard(output, "--output", () => Checkpoint.Write(output, network, new CheckpointInfo
            {
                Labels = labels,
                Preprocessing = recipe.Preprocessing,
                Options = recipe.Network,
                MissingTensors = Math.Max(report.Missing.Length, files.Max(file => file.Info?.MissingTensors ?? 0)),
                TrainedOn = $"weights imported from {names} ({report.Filled} of {report.Total} tensors)",
            }));
        }

        var sizes = network.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.numel());
        var missing = report.Missing.ToHashSet(StringComparer.Ordinal);
        return new ImportDocument
        {
            Preset = recipe.Preset,
            Output = request.Output,
            Labels = labels,
            Seed = recipe.Seed,
            FilledParameters = sizes.Sum(size => missing.Contains(size.Key) ? 0 : size.Value),
            Parameters = sizes.Values.Sum(),
            Report = report,
        };
    }

    /// <summary>The sizes of a checkpoint of ours, or those that the files were published for.</summary>
    private static Recipe RecipeFor(IReadOnlyList<WeightFile> files) => OwnOf(files) is { } own
        ? (own.Recipe ?? RecipeFile.FromPreset("paper")) with
        {
            Network = own.Options,
            Preprocessing = own.Preprocessing,
        }
        : RecipeFile.FromPreset(WeightImport.PresetFor(files));

    private static CheckpointInfo? OwnOf(IReadOnlyList<WeightFile> files) =>
        files.Select(file => file.Info).FirstOrDefault(info => info is not null);

    /// <summary>The classes of a checkpoint of ours, or as many as the classifier has, or those of FER+.</summary>
    private static ImmutableArray<string> LabelsOf(IReadOnlyList<WeightFile> files, bool areKept)
    {
        if (OwnOf(files) is { } own)
        {
            return own.Labels;
        }

        return WeightImport.ClassesOf(files) switch
        {
            null => LabelSet.FerPlus.Names,
            var count when areKept => throw new ArbexException(
                $"The weights tell {count} classes apart but do not name them. Expected their names in the weights' "
                + "order. Pass --labels rafdb, --labels affectnet7 or the names with commas between them."),
            var count => [.. Enumerable.Range(0, (int)count).Select(index => $"class {index}")],
        };
    }
}
