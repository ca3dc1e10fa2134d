using System.Text.Json.Nodes;
using Arbex.Inference;

namespace Arbex.Cli.Predict;

/// <summary>A face of an answer.</summary>
/// <param name="Answer">What the model says.</param>
/// <param name="Id">Its number in the clip; null outside of clips.</param>
internal sealed record PredictedFace(FaceExpression Answer, int? Id = null)
{
    /// <summary>The entry of --json and of JSON Lines.</summary>
    public JsonObject ToDocument()
    {
        var document = new JsonObject();
        if (Id is { } id)
        {
            document["id"] = id;
        }

        document["expression"] = Answer.Expression;
        document["confidence"] = Rounded(Answer.Confidence);
        document["abstained"] = Answer.IsAbstained;
        if (Answer.Face is { IsCropped: false } face)
        {
            document["box"] = Numbers(face.Box.Left, face.Box.Top, face.Box.Width, face.Box.Height);
            document["score"] = Rounded(face.Score);
            if (face.Landmarks is { } points)
            {
                document["landmarks"] = new JsonArray(
                    [.. Enumerable.Range(0, 5).Select(i => (JsonNode)Numbers(points[i].X, points[i].Y))]);
            }
        }

        document["final"] = Distribution(Answer.Final);
        document["primary"] = Distribution(Answer.Primary);
        return document;
    }

    private static JsonObject Distribution(ExpressionDistribution distribution)
    {
        var document = new JsonObject();
        for (var i = 0; i < distribution.Labels.Length; i++)
        {
            document[distribution.Labels[i]] = Rounded(distribution.Probabilities[i]);
        }

        return document;
    }

    private static JsonArray Numbers(params float[] values) =>
        new([.. values.Select(value => (JsonNode)Math.Round(value, 1))]);

    private static double Rounded(double value) => Math.Round(value, 6);
}
