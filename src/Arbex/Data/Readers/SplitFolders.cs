namespace Arbex.Data.Readers;

/// <summary>The folders that stand for a part of a dataset, under all the names that are in use.</summary>
internal static class SplitFolders
{
    private static readonly Dictionary<string, DataSplit> Names = Make();

    /// <summary>The part that a folder stands for; null where it stands for none.</summary>
    /// <param name="folder">Its name; letter case does not count.</param>
    public static DataSplit? SplitOf(string folder) => Names.TryGetValue(folder, out var split) ? split : null;

    /// <summary>The folders of parts directly in a folder, by part, then by name.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="folder">Below it; "" is the root.</param>
    /// <returns>Their paths below the root, and the part of each.</returns>
    public static (string Path, DataSplit Split)[] In(DatasetFiles files, string folder) =>
    [
        .. files.Folders(folder).Select(name => (Path: folder.Length == 0 ? name : $"{folder}/{name}", Split: SplitOf(name)))
            .Where(pair => pair.Split is not null).Select(pair => (pair.Path, pair.Split!.Value)).OrderBy(pair => pair.Value),
    ];

    private static Dictionary<string, DataSplit> Make()
    {
        var names = new Dictionary<string, DataSplit>(StringComparer.OrdinalIgnoreCase)
        {
            ["PublicTest"] = DataSplit.Valid,
            ["PrivateTest"] = DataSplit.Test,
        };
        foreach (var (split, words) in new (DataSplit, string[])[]
        {
            (DataSplit.Train, ["train", "training"]),
            (DataSplit.Valid, ["valid", "val", "validation"]),
            (DataSplit.Test, ["test", "testing"]),
        })
        {
            foreach (var word in words)
            {
                foreach (var ending in new[] { "", "_set", "-set", " set", "set" })
                {
                    names[word + ending] = split;
                }
            }
        }

        return names;
    }
}
