namespace Arbex.Data;

/// <summary>How a file or folder looked: enough to notice that it was changed, replaced, filled or emptied.</summary>
/// <param name="Path">Below the dataset's folder.</param>
/// <param name="Length">Bytes of a file; <see cref="Folder"/> or <see cref="Absent"/>.</param>
/// <param name="Changed">Time of the last change in UTC ticks; of a folder, when a name was added or removed.</param>
public readonly record struct FileStamp(string Path, long Length, long Changed)
{
    /// <summary>The length of a folder.</summary>
    public const long Folder = -1;

    /// <summary>The length of what is not there.</summary>
    public const long Absent = -2;

    /// <summary>Looks at a file or folder; of a link, at what it leads to.</summary>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="path">Below it.</param>
    public static FileStamp Of(string root, string path)
    {
        var full = FinalPath(System.IO.Path.Combine(root, path));
        var file = new FileInfo(full);
        return file.Exists ? new(path, file.Length, file.LastWriteTimeUtc.Ticks)
            : Directory.Exists(full) ? new(path, Folder, Directory.GetLastWriteTimeUtc(full).Ticks)
            : new(path, Absent, 0);
    }

    // Size and time of a link are its own: a list changed behind it would go unnoticed.
    private static string FinalPath(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception unresolved) when (unresolved is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return path; // nothing is there, links that lead in a circle, or no path at all
        }
    }
}
