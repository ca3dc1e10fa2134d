namespace Arbex.Data;

/// <summary>
/// Finds a dataset that lies one or two folders deeper than the folder that was named: unpacking often makes a folder around it.
/// </summary>
internal static class OuterFolder
{
    private const int Deepest = 2;
    private const int MostFolders = 64;

    /// <summary>Opens a folder, or the one below it that holds the dataset.</summary>
    /// <param name="root">The folder that was named.</param>
    /// <param name="open">Opens a folder.</param>
    /// <returns>The folder that holds the dataset, and what was found there.</returns>
    /// <exception cref="DatasetFormatException">The dataset is not there, is there several times, or cannot be read.</exception>
    public static (string Root, DatasetIndex Index) Open(string root, Func<string, DatasetIndex> open)
    {
        try
        {
            return (root, open(root));
        }
        catch (DatasetFormatException missing) when (missing.IsLayoutMissing)
        {
            string[] level = [root];
            for (var depth = 0; depth < Deepest; depth++)
            {
                level = [.. level.SelectMany(FoldersIn).Take(MostFolders)];
                var found = level.Select(folder => (Root: folder, Index: Opened(folder, open)))
                    .Where(pair => pair.Index is not null).ToArray();
                if (found is [var (inner, index)])
                {
                    return (inner, index! with { Remarks = [.. index.Remarks, $"The dataset lies in '{inner}'."] });
                }

                if (found.Length > 1)
                {
                    throw new DatasetFormatException(
                        $"'{root}' holds such a dataset in {found.Length} folders: {string.Join(", ", found.Select(pair => pair.Root))}. "
                        + "Expected one. Pass the folder that is meant.");
                }
            }

            throw;
        }
    }

    private static DatasetIndex? Opened(string folder, Func<string, DatasetIndex> open)
    {
        try
        {
            return open(folder);
        }
        catch (DatasetFormatException missing) when (missing.IsLayoutMissing)
        {
            return null;
        }
    }

    private static IEnumerable<string> FoldersIn(string folder)
    {
        try
        {
            return Directory.EnumerateDirectories(folder)
                .Where(path => Path.GetFileName(path) is var name && !name.StartsWith('.') && !DatasetFiles.IsForeign(name))
                .Order(StringComparer.Ordinal).ToArray();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
