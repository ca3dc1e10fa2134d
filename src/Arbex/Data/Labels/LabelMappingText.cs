using System.Text.Json;
using Arbex.Files;

namespace Arbex.Data.Labels;

/// <summary>Reads which classes are wanted, as <c>--labels</c> says it.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>a dataset's name, one of <see cref="KnownLabelSets.ByName"/>: its classes in its order;</item>
/// <item>names with commas between them: these classes in this order;</item>
/// <item><c>file:PATH</c>: a JSON file <c>{"from": "to", "from": null}</c> that says for each class of the dataset what it
/// becomes; null drops it.</item>
/// </list>
/// </remarks>
public static class LabelMappingText
{
    private const string FilePrefix = "file:";

    /// <summary>Reads a mapping.</summary>
    /// <param name="text">One of the forms above.</param>
    /// <param name="from">The classes that the dataset has.</param>
    /// <exception cref="ArbexException">The text, or the file that it names, is not understood or does not fit.</exception>
    public static LabelMapping Parse(string text, LabelSet from)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(from);
        if (text.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            return ReadFile(text[FilePrefix.Length..], from);
        }

        return LabelMapping.Between(from, Classes(text));
    }

    /// <summary>Reads a list of classes: a dataset's name, or names with commas between them.</summary>
    /// <param name="text">One of the first two forms above.</param>
    /// <exception cref="ArbexException">The text is not understood.</exception>
    public static LabelSet Classes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (KnownLabelSets.ByName.TryGetValue(text.Trim(), out var known))
        {
            return known;
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.Length >= 2 && names.All(name => name.Length > 0)
            && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? new LabelSet(names)
            : throw new ArbexException(
                $"The labels '{text}' are not understood. Expected one of {string.Join(", ", KnownLabelSets.ByName.Keys)}; or at "
                + $"least 2 different names such as neutral,happiness; or {FilePrefix}PATH.");
    }

    private static LabelMapping ReadFile(string path, LabelSet from)
    {
        try
        {
            var text = InputFile.ReadText(path, "label mapping");
            var names = JsonSerializer.Deserialize<Dictionary<string, string?>>(text, ArbexJson.Options)
                ?? throw new JsonException("The document is null.");
            return LabelMapping.Custom(from, names);
        }
        catch (JsonException cause)
        {
            throw new ArbexException(
                $"The label mapping '{path}' is not understood: {cause.Message} Expected an object such as "
                + "{\"happy\": \"happiness\", \"other\": null}. Repair the file.",
                cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ArbexException(
                $"The label mapping '{path}' cannot be read: {cause.Message} Expected a JSON file. Correct the path.", cause);
        }
    }
}
