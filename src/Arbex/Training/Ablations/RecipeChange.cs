using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arbex.Training.Ablations;

/// <summary>Entries of a recipe that are to be different, in the words of the recipe file.</summary>
/// <param name="Name">What a table calls it.</param>
/// <param name="Entries">The entries, as a recipe file would have them.</param>
public sealed record RecipeChange(string Name, JsonObject Entries)
{
    /// <summary>Reads "weightAverage=0", "optimizer.schedule=constant,epochs=3" or "sharp: optimizer.sharpnessRadius=0.05".</summary>
    /// <param name="text">Entries with commas between them, after a name and a colon where the entries are not name enough.</param>
    /// <exception cref="ArbexException">An entry has no equals sign, or is named twice.</exception>
    public static RecipeChange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, entries) = colon >= 0 && colon < equals
            ? (text[..colon].Trim(), text[(colon + 1)..].Trim())
            : (text.Trim(), text.Trim());
        OptionCheck.That(
            name.Length > 0, $"--change is '{text}', without a name before the colon. Expected such as \"steady: weightAverage=0\".");
        var root = new JsonObject();
        foreach (var entry in Split(entries))
        {
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            OptionCheck.That(
                parts.Length == 2 && parts.All(part => part.Length > 0),
                $"--change is '{text}', where '{entry}' is no entry. Expected such as weightAverage=0, with commas between several.");
            Add(root, parts[0], ValueOf(parts[1]), text);
        }

        return new RecipeChange(name, root);
    }

    /// <summary>The recipe with the change.</summary>
    /// <param name="recipe">The recipe; not changed.</param>
    /// <exception cref="ArbexException">A recipe has no such entry, or the value does not fit.</exception>
    public Recipe Apply(Recipe recipe) => RecipeFile.With(recipe, Entries, $"with {Name}");

    /// <summary>At commas outside brackets and quotes, so that a value may be a list or a text.</summary>
    private static List<string> Split(string text)
    {
        var entries = new List<string>();
        var (start, depth) = (0, 0);
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            depth += isQuoted ? 0 : text[i] is '[' or '{' ? 1 : text[i] is ']' or '}' ? -1 : 0;
            if (text[i] == ',' && depth == 0 && !isQuoted)
            {
                entries.Add(text[start..i]);
                start = i + 1;
            }
        }

        entries.Add(text[start..]);
        return entries;
    }

    private static void Add(JsonObject root, string path, JsonNode? value, string text)
    {
        var names = path.Split('.');
        var parent = root;
        foreach (var name in names[..^1])
        {
            if (!parent.ContainsKey(name))
            {
                parent[name] = new JsonObject();
            }

            parent = parent[name] as JsonObject ?? throw Twice(path, text);
        }

        if (!parent.TryAdd(names[^1], value))
        {
            throw Twice(path, text);
        }
    }

    /// <summary>JSON where it is JSON, otherwise a word such as constant.</summary>
    private static JsonNode? ValueOf(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false });
        }
        catch (JsonException unfit)
        {
            if (text[0] is '{' or '[' or '"')
            {
                throw new ArbexException($"--change has the value {text}, which is no JSON: {unfit.Message}", unfit);
            }

            return JsonValue.Create(text);
        }
    }

    private static ArbexException Twice(string path, string text) =>
        new($"--change is '{text}', which names {path} twice. Expected each entry once.");
}
