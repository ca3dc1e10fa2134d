using System.IO.Enumeration;
using Arbex.Files;

namespace Arbex.Data;

/// <summary>
/// A dataset's folder as its reader sees it: lists folders and reads lists, and remembers what was looked at, so that a
/// later opening can tell whether anything has changed.
/// </summary>
/// <threadsafety>For one thread.</threadsafety>
public sealed class DatasetFiles
{
    private static readonly EnumerationOptions EveryEntry = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>
    /// Files that are looked at for being pipes or devices. Looking costs a call of the system each, which is much for millions of
    /// frames on a network's disk; one that is not looked at is refused by name when it is read.
    /// </summary>
    private const int MostLookedAt = 20_000;

    /// <summary>What tools and file systems make; never part of a dataset.</summary>
    private static readonly string[] ForeignFolders = ["__MACOSX", "@eaDir", "$RECYCLE.BIN", "System Volume Information", "lost+found"];

    private readonly Dictionary<string, string[]> _entries = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _special = new(StringComparer.Ordinal);
    private int _lookedAt;

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

    /// <summary>Pipes, sockets and devices that were found and passed over.</summary>
    internal IReadOnlyCollection<string> SpecialFiles => _special;

    /// <summary>The place of a path below the root.</summary>
    /// <param name="path">Below the root, with forward slashes.</param>
    public string FullPath(string path) => Path.Combine(Root, path);

    /// <summary>Whether there is such a file.</summary>
    /// <param name="path">Below the root.</param>
    public bool HasFile(string path) => Stamped(path).Length >= 0;

    /// <summary>Whether there is such a folder.</summary>
    /// <param name="path">Below the root.</param>
    public bool HasFolder(string path) => Stamped(path).Length == FileStamp.Folder;

    /// <summary>The path of a file as the disk has it: the letter case of names differs between copies of a dataset.</summary>
    /// <param name="path">Below the root, as it is published.</param>
    /// <returns>Null where there is no such file in any letter case.</returns>
    public string? FindFile(string path) =>
        HasFile(path) ? path : OtherCase(path) is { } found && HasFile(found) ? found : null;

    /// <summary>The path of a folder as the disk has it: the letter case of names differs between copies of a dataset.</summary>
    /// <param name="path">Below the root, as it is published.</param>
    /// <returns>Null where there is no such folder in any letter case.</returns>
    public string? FindFolder(string path) =>
        HasFolder(path) ? path : OtherCase(path) is { } found && HasFolder(found) ? found : null;

    /// <summary>The names of the files directly in a folder, in ordinal order; none where there is no such folder.</summary>
    /// <param name="folder">Below the root; "" is the root.</param>
    public string[] Files(string folder) => WithoutSpecial(folder, Names(folder, folders: false));

    /// <summary>The names of the folders directly in a folder, in ordinal order, without hidden ones and those of tools.</summary>
    /// <param name="folder">Below the root; "" is the root.</param>
    public string[] Folders(string folder) =>
        [.. Names(folder, folders: true).Where(name => !name.StartsWith('.') && !IsForeign(name))];

    /// <summary>The lines of a text file, one by one.</summary>
    /// <param name="path">Below the root.</param>
    /// <exception cref="DatasetFormatException">The file cannot be read.</exception>
    public IEnumerable<string> Lines(string path)
    {
        Stamped(path);
        var reader = Reading(path, () => new StreamReader(InputFile.Open(FullPath(path), "list")));
        using (reader)
        {
            foreach (var line in InputFile.Lines(reader, FullPath(path)))
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
        return Reading(path, () => InputFile.ReadText(FullPath(path), "list"));
    }

    /// <summary>The records of a comma-separated list, with what error messages need.</summary>
    /// <param name="path">Below the root.</param>
    /// <exception cref="DatasetFormatException">The file cannot be read.</exception>
    internal IEnumerable<CsvLine> Records(string path)
    {
        Stamped(path);
        return CsvLines.Read(FullPath(path));
    }

    /// <summary>Whether a folder is one that tools or file systems make.</summary>
    internal static bool IsForeign(string name) => ForeignFolders.Contains(name, StringComparer.OrdinalIgnoreCase);

    private string? OtherCase(string path)
    {
        var found = "";
        foreach (var part in path.Split('/'))
        {
            var entries = Entries(found);
            var name = Array.Find(entries, entry => entry == part)
                ?? Array.Find(entries, entry => entry.Equals(part, StringComparison.OrdinalIgnoreCase));
            if (name is null)
            {
                return null;
            }

            found = found.Length == 0 ? name : $"{found}/{name}";
        }

        return found;
    }

    private string[] Entries(string folder)
    {
        if (!_entries.TryGetValue(folder, out var entries))
        {
            entries = [.. Names(folder, folders: true), .. Names(folder, folders: false)];
            _entries.Add(folder, entries);
        }

        return entries;
    }

    private string[] WithoutSpecial(string folder, string[] names)
    {
        if (OperatingSystem.IsWindows() || _lookedAt >= MostLookedAt)
        {
            return names;
        }

        _lookedAt += names.Length;
        return Array.FindAll(names, name =>
        {
            var path = folder.Length == 0 ? name : $"{folder}/{name}";
            if (!SpecialFile.Is(FullPath(path)))
            {
                return true;
            }

            _special.Add(path);
            return false;
        });
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
