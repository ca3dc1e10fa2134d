using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arbex.Cli.Predict;

/// <summary>The answer for one file: a prediction, or why there is none.</summary>
internal sealed record PictureAnswer(string File, ExpressionPrediction? Prediction, string? Error)
{
    /// <summary>The entry of --json.</summary>
    public JsonObject ToDocument() => Prediction is null
        ? new() { ["file"] = File, ["error"] = Error }
        : new()
        {
            ["file"] = File,
            ["expression"] = Prediction.Expression,
            ["confidence"] = Prediction.Confidence,
            ["final"] = JsonSerializer.SerializeToNode(Prediction.Final),
            ["primary"] = JsonSerializer.SerializeToNode(Prediction.Primary),
        };
}
