using System.Text.Json.Nodes;
using Arbex.Checkpoints;
using Arbex.Cli.Hosting;
using Arbex.Evaluation;

namespace Arbex.Cli.Train.Series;

/// <summary>What several runs came to together.</summary>
internal sealed record SeriesSummary
{
    public required string Folder { get; init; }

    public required IReadOnlyList<(string Name, TrainSummary Summary)> Runs { get; init; }

    public required EvaluationComparison Comparison { get; init; }

    /// <summary>Why the numbers flatter the models; null where nothing is known that speaks against them.</summary>
    public string? Warning { get; init; }

    public string MarkdownPath => Path.Combine(Folder, "summary.md");

    public string JsonPath => Path.Combine(Folder, "summary.json");

    /// <summary>Sums up.</summary>
    /// <exception cref="ArbexException">A run has no scores, or they are of other data.</exception>
    public static SeriesSummary Of(
        string folder, IReadOnlyList<(string Name, TrainSummary Summary)> runs, bool areFolds)
    {
        (string, EvaluationDocument)[] scored =
        [
            .. runs.Select(run => (run.Name, run.Summary.Evaluation ?? throw new ArbexException(
                $"'{run.Summary.RunFolder}' has no scores: none of the pictures could be read. Check the data folder, "
                + "then run the same command with --resume."))),
        ];
        return new SeriesSummary
        {
            Folder = folder,
            Runs = runs,
            Comparison = areFolds ? EvaluationComparison.OfFolds(scored) : new EvaluationComparison(scored),
            Warning = runs.Select(run => WarningOf(run.Summary)).FirstOrDefault(warning => warning is not null),
        };
    }

    /// <summary>Writes summary.json and summary.md into the folder.</summary>
    public void Write()
    {
        OutputFile.WriteText(JsonPath, ToDocument().ToJsonString(ArbexJson.Options) + "\n");
        OutputFile.WriteText(MarkdownPath, ToMarkdown());
    }

    /// <summary>The document of --json and of summary.json: what <c>arbex evaluate</c> writes of several models, and
    /// the runs.</summary>
    public JsonObject ToDocument()
    {
        var document = new JsonObject
        {
            ["folder"] = Folder,
            ["subject"] = Comparison.Subject,
            ["warning"] = Warning,
            ["runs"] = new JsonArray([.. Runs.Select(Document)]),
        };
        foreach (var (name, value) in JsonNode.Parse(Comparison.ToJson())!.AsObject())
        {
            document[name] = value?.DeepClone();
        }

        return document;
    }

    private static JsonNode Document((string Name, TrainSummary Summary) run)
    {
        var document = run.Summary.ToDocument();
        document.Remove("evaluation"); // stands among the models
        document.Insert(0, "name", run.Name);
        return document;
    }

    private static string? WarningOf(TrainSummary run) => ModelSelection.Of(
        Checkpoint.ReadInfo(run.Checkpoint), run.Evaluation!.Dataset, run.Evaluation.Split).Warning;

    private string ToMarkdown() =>
        $"# {Comparison.Subject}\n\n" + (Warning is null ? "" : $"**{Warning}**\n\n")
        + new ComparisonTable(Comparison).ToMarkdown();
}
