using Microsoft.Win32.SafeHandles;

namespace Arbex.Files;

/// <summary>
/// Which file a path leads to, whatever names and links lead there: two paths with equal identities are one file. Paths that do not exist
/// yet are compared as full paths with the links of their folders resolved.
/// </summary>
public readonly record struct FileIdentity
{
    private FileIdentity(ulong device, ulong node, string path) => (Device, Node, RealName) = (device, node, path);

    /// <summary>Number of the device that holds the file; 0 where the file is known by its path.</summary>
    public ulong Device { get; }

    /// <summary>Number of the file on its device (inode); 0 where the file is known by its path.</summary>
    public ulong Node { get; }

    /// <summary>The full path with links resolved of a file that does not exist or has no number; otherwise empty.</summary>
    public string RealName { get; }

    /// <summary>Finds the identity of a file or folder.</summary>
    /// <param name="path">Any path; it need not exist.</param>
    public static FileIdentity Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return NativeStatus.TryRead(path, out var status)
            ? new(status.Device, status.Node, "")
            : new(0, 0, RealPath(path));
    }

    /// <summary>Finds the identity of an open file.</summary>
    /// <param name="handle">An open file.</param>
    /// <returns>Null where this system cannot answer.</returns>
    public static FileIdentity? Of(SafeFileHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return NativeStatus.TryRead(handle, out var status) ? new(status.Device, status.Node, "") : null;
    }

    /// <summary>Whether two paths lead to one file or folder.</summary>
    /// <param name="one">A path.</param>
    /// <param name="other">A path.</param>
    public static bool Same(string one, string other) => Of(one) == Of(other);

    /// <summary>Whether a path lies in a folder or below it, or is that folder, links resolved.</summary>
    /// <param name="path">A file or folder; it need not exist.</param>
    /// <param name="folder">A folder.</param>
    public static bool IsWithin(string path, string folder)
    {
        var outer = Of(folder);
        for (var at = RealPath(path); at is not null; at = Path.GetDirectoryName(at))
        {
            if (Of(at) == outer)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The full path with every link in it resolved; the part that does not exist stays as it is.</summary>
    /// <param name="path">Any path.</param>
    public static string RealPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), 0);
    }

    private static string Resolve(string full, int links)
    {
        const int MostLinks = 40;
        if (links > MostLinks || Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        var here = Path.Combine(Resolve(parent, links), Path.GetFileName(full));
        return LinkTarget(here) is { } target
            ? Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, parent)), links + 1)
            : here;
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
