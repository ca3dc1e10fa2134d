namespace Arbex.Files;

/// <summary>Tells regular files from pipes, sockets and devices, which may block for good or never end.</summary>
public static class SpecialFile
{
    private static readonly string[] DescriptorFolders = ["/dev/fd/", "/proc/self/fd/"];

    /// <summary>What stands at a path, links followed; opens nothing.</summary>
    /// <param name="path">Any path.</param>
    public static FileKind KindOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (NativeStatus.TryRead(path, out var status))
        {
            return status.Kind;
        }

        return File.Exists(path) ? FileKind.Regular : Directory.Exists(path) ? FileKind.Folder : FileKind.Missing;
    }

    /// <summary>Whether a file must not be opened like a regular one: a pipe, a socket or a device.</summary>
    /// <param name="path">Any path.</param>
    public static bool Is(string path) => KindOf(path) is FileKind.Pipe or FileKind.Socket or FileKind.Device;

    /// <summary>
    /// Whether a path names a descriptor that this process already holds, as a shell's <c>&lt;(command)</c> and /dev/stdin do: reading it
    /// does not wait for anybody to open the other end.
    /// </summary>
    /// <param name="path">Any path.</param>
    public static bool IsOwnDescriptor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path == "/dev/stdin" || DescriptorFolders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));
    }

    /// <summary>Refuses pipes, sockets, devices and folders where a regular file is needed.</summary>
    /// <param name="path">Any path; a missing file passes, so that opening it reports it.</param>
    /// <param name="what">What the file is to the user, such as "recipe".</param>
    /// <exception cref="ArbexException">Something else than a regular file stands there.</exception>
    public static void Refuse(string path, string what)
    {
        var kind = KindOf(path);
        if (kind is FileKind.Regular or FileKind.Missing)
        {
            return;
        }

        throw new ArbexException(
            $"The {what} '{path}' is {Name(kind)}. Expected a regular file. "
            + (kind == FileKind.Folder ? "Give a file in it." : "Write its content to a file first."));
    }

    /// <summary>How messages name a kind, with its article.</summary>
    /// <param name="kind">A kind.</param>
    public static string Name(FileKind kind) => kind switch
    {
        FileKind.Folder => "a folder",
        FileKind.Pipe => "a named pipe",
        FileKind.Socket => "a socket",
        FileKind.Device => "a device",
        FileKind.Regular => "a regular file",
        _ => "missing",
    };
}
