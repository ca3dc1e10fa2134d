namespace Arbex.Checkpoints.Import;

/// <summary>
/// What may stand before the names of weights: wrappers and training frameworks put a module of their own around the network, such as
/// "model." or "module.backbone.", and keep losses, averages or other heads beside it.
/// </summary>
internal static class WeightPrefixes
{
    /// <summary>Parts of a name that may be a prefix.</summary>
    private const int Deepest = 6;

    /// <summary>Prefixes that are tried; each is looked up in every table.</summary>
    private const int Most = 8;

    /// <summary>One of so many names must have it.</summary>
    private const int Rarest = 10;

    /// <summary>Prefixes worth trying: none first, then those of most names, shorter ones first.</summary>
    /// <param name="entries">The tensors of one dict.</param>
    public static IEnumerable<string> Of(IReadOnlyCollection<WeightEntry> entries)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var end = -1;
            for (var depth = 0; depth < Deepest && (end = entry.Name.IndexOf('.', end + 1)) >= 0; depth++)
            {
                var prefix = entry.Name[..(end + 1)];
                counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
            }
        }

        return
        [
            "",
            .. counts.Where(pair => pair.Value > 1 && (long)pair.Value * Rarest >= entries.Count)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Length).Select(pair => pair.Key).Take(Most),
        ];
    }
}
