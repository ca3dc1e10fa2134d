using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arbex.Cli.Predict;

/// <summary>JSON Lines: one document for each picture or frame.</summary>
internal sealed class JsonLinesFile(string path, bool resume, AnswerSettings settings) : AnswerTextFile(path, resume, settings, header: null)
{
    private readonly AnswerSettings _settings = settings;

    public override void Write(PictureAnswer answer)
    {
        var document = answer.ToDocument();
        document[AnswerSettings.ModelColumn] = _settings.Model;
        document[AnswerSettings.OptionsColumn] = _settings.Options;
        WriteLine(answer.File, document.ToJsonString(ArbexJson.OneLine));
    }

    protected override AnswerKey? KeyOf(string record)
    {
        try
        {
            if (JsonNode.Parse(record) is not JsonObject answer || answer["file"]?.GetValue<string>() is not { } file)
            {
                return null;
            }

            var (model, options) = (
                answer[AnswerSettings.ModelColumn]?.GetValue<string>(), answer[AnswerSettings.OptionsColumn]?.GetValue<string>());
            return new AnswerKey(file, model is null || options is null ? null : (model, options), answer["error"] is not null, answer["frame"]?.GetValue<long>());
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    protected override bool CanBeCut(ReadOnlySpan<byte> rest, bool isFirst)
    {
        var begin = "{\"file\":\""u8;
        var shorter = Math.Min(rest.Length, begin.Length);
        return rest[..shorter].SequenceEqual(begin[..shorter]) && (!IsDocument(rest) || KeyOf(Encoding.UTF8.GetString(rest)) is { Settings: not null });
    }

    /// <summary>Whether nothing is missing but the end of the line.</summary>
    private static bool IsDocument(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonNode.Parse(text) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
