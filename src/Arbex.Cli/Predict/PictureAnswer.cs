using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Arbex.Cli.Predict;

/// <summary>The answer for one picture or frame: its faces, or why there is no answer.</summary>
internal sealed record PictureAnswer
{
    /// <summary>The file, as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>Number of the frame, from 0; null outside of clips.</summary>
    public long? Frame { get; init; }

    /// <summary>When the frame is shown, in seconds; null outside of clips.</summary>
    public double? Seconds { get; init; }

    public ImmutableArray<PredictedFace> Faces { get; init; } = [];

    /// <summary>Why there is no answer; null where there is one.</summary>
    public string? Error { get; init; }

    /// <summary>The entry of --json and of JSON Lines.</summary>
    public JsonObject ToDocument()
    {
        var document = new JsonObject { ["file"] = File };
        if (Frame is { } frame)
        {
            document["frame"] = frame;
            document["seconds"] = Math.Round(Seconds ?? 0, 3);
        }

        if (Error is not null)
        {
            document["error"] = Error;
        }
        else
        {
            document["faces"] = new JsonArray([.. Faces.Select(face => (JsonNode)face.ToDocument())]);
        }

        return document;
    }
}
