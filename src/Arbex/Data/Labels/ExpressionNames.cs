using System.Collections.Frozen;

namespace Arbex.Data.Labels;

/// <summary>One name for each expression, whatever a dataset calls it.</summary>
public static class ExpressionNames
{
    private static readonly FrozenDictionary<string, string> Synonyms = new (string Name, string[] Others)[]
    {
        ("neutral", ["ne", "neutrality", "no expression"]),
        ("happiness", ["ha", "happy", "joy", "joyful", "smile"]),
        ("surprise", ["su", "surprised"]),
        ("sadness", ["sa", "sad"]),
        ("anger", ["an", "angry"]),
        ("disgust", ["di", "disgusted"]),
        ("fear", ["fe", "fearful", "afraid", "scared"]),
        ("contempt", ["contemptuous"]),
        ("other", ["others"]),
    }.SelectMany(row => row.Others.Prepend(row.Name), (row, synonym) => (row.Name, Synonym: synonym))
        .ToFrozenDictionary(pair => pair.Synonym, pair => pair.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The usual name of an expression, such as "happiness" for "Happy" or "joy".</summary>
    /// <param name="name">Any name; case and surrounding spaces do not count.</param>
    /// <returns>The usual name, or null where the name is not known.</returns>
    public static string? Canonical(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Synonyms.GetValueOrDefault(name.Trim());
    }
}
