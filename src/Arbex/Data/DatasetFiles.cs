using System.IO.Enumeration;

namespace Arbex.Data;

/// <summary>
/// A dataset's folder as its reader sees it: lists folders and reads lists, and remembers what was looked at, so that a
/// later opening can tell whether anything has changed.
/// </summary>
/// <threadsafety>For one thread.</threadsafety>
public sealed class DatasetFiles
{
    private static readonly EnumerationOptions EveryEntry = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly Dictionary<string, FileStamp> _stamps = new(StringComparer.Ordinal);

    /// <summary>Looks into a folder.</summary>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="expected">What such a folder contains, for the error message; a sentence.</param>
    /// <exception cref="DatasetFormatException">There is no such folder.</exception>
    public DatasetFiles(string root, string expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Root = root;
        if (!Directory.Exists(root))
        {
            throw new DatasetFormatException($"The folder '{root}' does not exist. {expected} Correct the path.");
        }
    }

    /// <summary>The dataset's folder.</summary>
    public string Root { get; }

    /// <summary>Everything that was looked at so far.</summary>
    public IReadOnlyCollection<FileStamp> Stamps => _stamps.Values;

    /// <summary>The place of a path below the root.</summary>
    /// <param name="path">Below the root, with forward slashes.</param>
    public string FullPath(string path) => Path.Combine(Root, path);

    /// <summary>Whether there is such a file.</summary>
    /// <param name="path">Below the root.</param>
    public bool HasFile(string path) => Stamped(path).Length >= 0;

    /// <summary>Whether there is such a folder.</summary>
    /// <param name="path">Below the root.</param>
    public bool HasFolder(string path) => Stamped(path).Length == FileStamp.Folder;

    /// <summary>The names of the files directly in a folder, in ordinal order; none where there is no such folder.</summary>
    /// <param name="folder">Below the root; "" is the root.</param>
    public string[] Files(string folder) => Names(folder, folders: false);

    /// <summary>The names of the folders directly in a folder, in ordinal order, without hidden ones.</summary>
    /// <param name="folder">Below the root; "" is the root.</param>
    public string[] Folders(string folder) =>
        [.. Names(folder, folders: true).Where(name => !name.StartsWith('.'))];

    /// <summary>The lines of a text file, one by one.</summary>
    /// <param name="path">Below the root.</param>
    /// <exception cref="DatasetFormatException">The file cannot be read.</exception>
    public IEnumerable<string> Lines(string path)
    {
        Stamped(path);
        var reader = Reading(path, () => new StreamReader(FullPath(path)));
        using (reader)
        {
            while (reader.ReadLine() is { } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>All of a text file at once, for short lists that are read as spans.</summary>
    /// <param name="path">Below the root.</param>
    /// <exception cref="DatasetFormatException">The file cannot be read.</exception>
    public string Text(string path)
    {
        Stamped(path);
        return Reading(path, () => File.ReadAllText(FullPath(path)));
    }

    /// <summary>The records of a comma-separated list, with what error messages need.</summary>
    /// <param name="path">Below the root.</param>
    /// <exception cref="DatasetFormatException">The file cannot be read.</exception>
    internal IEnumerable<CsvLine> Records(string path)
    {
        Stamped(path);
        return CsvLines.Read(FullPath(path));
    }

    private string[] Names(string folder, bool folders)
    {
        if (Stamped(folder).Length != FileStamp.Folder)
        {
            return [];
        }

        try
        {
            // Names alone: a video has thousands of frames, and their full paths would be as many long strings.
            string[] names =
            [
                .. new FileSystemEnumerable<string>(
                    FullPath(folder), (ref FileSystemEntry entry) => entry.FileName.ToString(), EveryEntry)
                {
                    ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory == folders,
                },
            ];
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DatasetFormatException(
                $"The folder '{FullPath(folder)}' cannot be listed: {cause.Message} Expected a readable folder. Check "
                + "its permissions.",
                cause);
        }
    }

    private T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DatasetFormatException(
                $"The list '{FullPath(path)}' cannot be read: {cause.Message} Expected a text file. Check that it "
                + "exists and its permissions.",
                cause);
        }
    }

    private FileStamp Stamped(string path)
    {
        if (!_stamps.TryGetValue(path, out var stamp))
        {
            stamp = FileStamp.Of(Root, path);
            _stamps.Add(path, stamp);
        }

        return stamp;
    }
}
