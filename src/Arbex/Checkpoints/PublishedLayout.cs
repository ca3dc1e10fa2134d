using System.Text.RegularExpressions;

namespace Arbex.Checkpoints;

/// <summary>How the tensor names of a published checkpoint correspond to ours: a table, read from top to bottom.</summary>
public sealed class PublishedLayout
{
    private readonly (Regex Pattern, string Replacement)[] _renames;
    private readonly (Regex Pattern, string Reason)[] _unused;

    internal PublishedLayout(
        string name, (string Pattern, string Reason)[] unused, (string Pattern, string Replacement)[] renames)
    {
        Name = name;
        _unused = [.. unused.Select(rule => (Compiled(rule.Pattern), rule.Reason))];
        _renames = [.. renames.Select(rule => (Compiled(rule.Pattern), rule.Replacement))];
    }

    /// <summary>Whose names these are.</summary>
    public string Name { get; }

    /// <summary>Translates one name.</summary>
    /// <param name="publishedKey">A key of the published state dict, without the prefix <c>module.</c>.</param>
    /// <returns>
    /// Our key; or no key and the reason why the tensor has no place here; or neither for a name that the published
    /// network does not have.
    /// </returns>
    public PublishedKey Map(string publishedKey)
    {
        ArgumentNullException.ThrowIfNull(publishedKey);
        foreach (var (pattern, reason) in _unused)
        {
            if (pattern.IsMatch(publishedKey))
            {
                return new PublishedKey(null, reason);
            }
        }

        // Every rename is tried in turn on the result of the one before, from the outer module to the inner.
        var (key, isKnown) = (publishedKey, false);
        foreach (var (pattern, replacement) in _renames)
        {
            isKnown |= pattern.IsMatch(key);
            key = pattern.Replace(key, replacement);
        }

        return new PublishedKey(isKnown ? key : null, null);
    }

    private static Regex Compiled(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}

/// <summary>What a published tensor name means here.</summary>
/// <param name="Key">Our name of the tensor, or null.</param>
/// <param name="UnusedBecause">Why it has no place here, or null.</param>
public readonly record struct PublishedKey(string? Key, string? UnusedBecause);
