using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arbex.Cli.Predict;

/// <summary>JSON Lines: one document for each picture or frame.</summary>
internal sealed class JsonLinesFile(string path, bool resume) : AnswerTextFile(path, resume, null, FileOf)
{
    public override void Write(PictureAnswer answer) => WriteLine(answer.ToDocument().ToJsonString(ArbexJson.OneLine));

    private static string? FileOf(string line)
    {
        try
        {
            return (JsonNode.Parse(line) as JsonObject)?["file"]?.GetValue<string>();
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
