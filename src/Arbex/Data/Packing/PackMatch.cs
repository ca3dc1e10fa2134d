namespace Arbex.Data.Packing;

/// <summary>Finds a dataset's samples in a pack and refuses a pack that its files have outgrown.</summary>
internal static class PackMatch
{
    /// <summary>Where each sample of the dataset is in the pack.</summary>
    /// <exception cref="PackException">The pack lacks samples, or a file has changed since it was packed.</exception>
    public static int[] Positions(IFaceDataset source, PackFile file)
    {
        var stamps = SourceStamp.OfAll(source);
        if (stamps.Length == file.Table.Entries.Length
            && PackTable.Fingerprint(source.Samples, stamps) == file.Header.Fingerprint)
        {
            return [.. Enumerable.Range(0, stamps.Length)];
        }

        var positions = ById(source.Samples, file);
        for (var i = 0; i < positions.Length; i++)
        {
            var packed = file.Table.Entries[positions[i]].Source;
            if (packed != stamps[i])
            {
                throw new PackException(
                    $"The pack '{file.Path}' is older than its source: '{source.PathOf(i) ?? source.Samples.IdOf(i)}' "
                    + $"{Difference(packed, stamps[i])}. Pack the dataset again.");
            }
        }

        return positions;
    }

    private static int[] ById(SampleIndex samples, PackFile file)
    {
        var known = new Dictionary<string, int>(file.Table.Ids.Length, StringComparer.Ordinal);
        for (var i = 0; i < file.Table.Ids.Length; i++)
        {
            known.TryAdd(file.Table.Ids[i], i);
        }

        var positions = new int[samples.Count];
        var (missing, example) = (0, "");
        for (var i = 0; i < positions.Length; i++)
        {
            var id = samples.IdOf(i);
            if (!known.TryGetValue(id, out positions[i]))
            {
                example = missing++ == 0 ? id : example;
            }
        }

        return missing == 0
            ? positions
            : throw new PackException(
                $"The pack '{file.Path}' of {file.Table.Name} lacks {missing} of {samples.Count} samples, such as "
                + $"'{example}'. Pack this dataset again, with a label rule that keeps them.");
    }

    private static string Difference(SourceStamp packed, SourceStamp now) =>
        now.Length < 0 ? "is gone"
        : packed.Length < 0 ? "has become a file of its own"
        : packed.Length != now.Length ? $"had {packed.Length} bytes and has {now.Length}"
        : "was written to since";
}
