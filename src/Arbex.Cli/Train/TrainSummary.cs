using System.Text.Json.Nodes;
using Arbex.Evaluation;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>What a training run came to.</summary>
internal sealed record TrainSummary
{
    public required string RunFolder { get; init; }

    /// <summary>All epochs of the run, earlier parts of a resumed run included.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>The checkpoint that was evaluated.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Of the best checkpoint on the part to score on; null where that has no samples.</summary>
    public EvaluationDocument? Evaluation { get; init; }

    /// <summary>What the evaluation was computed from.</summary>
    public PredictionSet? Predictions { get; init; }

    public EpochResult? Best => Epochs.Where(epoch => epoch.ValidAccuracy is not null)
        .OrderByDescending(epoch => epoch.ValidAccuracy).ThenBy(epoch => epoch.Epoch).FirstOrDefault();

    /// <summary>The document of --json.</summary>
    public JsonObject ToDocument() => new()
    {
        ["runFolder"] = RunFolder,
        ["checkpoint"] = Checkpoint,
        ["epochs"] = Epochs.Count > 0 ? Epochs[^1].Epoch : 0,
        ["seconds"] = Epochs.Count > 0 ? Epochs[^1].TotalSeconds : 0,
        ["bestValidation"] = Best is { } best
            ? new JsonObject { ["epoch"] = best.Epoch, ["accuracy"] = best.ValidAccuracy }
            : null,
        ["evaluation"] = Evaluation is null ? null : JsonNode.Parse(Evaluation.ToJson()),
    };
}
