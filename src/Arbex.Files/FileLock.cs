using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Arbex.Files;

/// <summary>
/// One writer at a time for a folder: an open, locked file in it. The operating system releases the lock when the process ends, however it
/// ends; the file is deleted when the lock is disposed, and one that a killed process left is no lock.
/// </summary>
/// <threadsafety>Dispose it once.</threadsafety>
public sealed partial class FileLock : IDisposable
{
    private const string FolderName = ".arbex.lock";
    private const int MostTries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock of a folder.</summary>
    /// <param name="folder">The folder; made where it does not exist.</param>
    /// <param name="held">Makes the error for a lock that another writer holds.</param>
    /// <exception cref="ArbexException">Another process, or this one, holds the lock.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static FileLock OfFolder(string folder, Func<ArbexException> held)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(held);
        Directory.CreateDirectory(folder);
        return Take(Path.Combine(FileIdentity.RealPath(folder), FolderName), held);
    }

    /// <summary>Takes the lock of one file, whether it exists or not; other files of its folder have locks of their own.</summary>
    /// <param name="path">The file that will be written; its folder is made where it does not exist.</param>
    /// <param name="held">Makes the error for a lock that another writer holds.</param>
    /// <exception cref="ArbexException">Another process, or this one, holds the lock.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static FileLock OfFile(string path, Func<ArbexException> held)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(held);
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(full))).AsSpan(0, 8));
        return Take(Path.Combine(FileIdentity.RealPath(folder), $".arbex-{name}.lock"), held);
    }

    private static FileLock Take(string path, Func<ArbexException> held)
    {
        for (var tries = 1; ;)
        {
            if (IsLink(path))
            {
                File.Delete(path); // planted: a lock is never a link, and what it leads to is nobody's lock
            }

            // A new file is made only where nothing stands, which follows no link.
            var mode = Path.Exists(path) ? FileMode.Open : FileMode.CreateNew;
            FileStream stream;
            try
            {
                stream = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException refused) when (IsHeld(refused))
            {
                if (tries++ == MostTries)
                {
                    throw held();
                }

                Thread.Sleep(Pause); // whoever tidies the folder holds it for a moment
                continue;
            }
            catch (IOException refused) when (refused is FileNotFoundException || IsTaken(refused))
            {
                continue; // another process was faster
            }

            if (IsAt(stream, path))
            {
                return new FileLock(stream);
            }

            stream.Dispose();
        }
    }

    /// <summary>
    /// Whether an open file is the one that stands at a path. The holder before may have deleted it between our opening it and locking it: then
    /// the lock is on a file without a name.
    /// </summary>
    private static bool IsAt(FileStream stream, string path) =>
        !IsLink(path) && (FileIdentity.Of(stream.SafeFileHandle) is not { } own || own == FileIdentity.Of(path));

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>Deletes the locks of files in a folder that killed processes left; one that is held stays.</summary>
    /// <param name="folder">The folder.</param>
    internal static void RemoveAbandoned(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there a file that is open cannot be deleted, and one that is closed may be taken before it is
        }

        foreach (var left in Directory.EnumerateFiles(folder, ".arbex-*.lock").Where(path => Form().IsMatch(Path.GetFileName(path))).ToArray())
        {
            try
            {
                if (IsLink(left) || SpecialFile.KindOf(left) != FileKind.Regular)
                {
                    continue;
                }

                using var stream = new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
                if (stream.Length == 0 && IsAt(stream, left))
                {
                    File.Delete(left); // while it is locked: whoever opened it finds that it has no name and makes another
                }
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // held, or gone already
            }
        }
    }

    [GeneratedRegex("^\\.arbex-[0-9a-f]{16}\\.lock$")]
    private static partial Regex Form();

    /// <summary>Whether opening failed because another opening has locked the file; .NET passes the system's number on.</summary>
    private static bool IsHeld(IOException refused)
    {
        const int WouldBlockOnLinux = 11;
        const int WouldBlockOnMac = 35;
        const int SharingViolation = unchecked((int)0x80070020);
        return refused.HResult == (OperatingSystem.IsWindows() ? SharingViolation : OperatingSystem.IsMacOS() ? WouldBlockOnMac : WouldBlockOnLinux);
    }

    /// <summary>Whether a new file could not be made because one stands there.</summary>
    private static bool IsTaken(IOException refused)
    {
        const int ExistsOnUnix = 17;
        const int ExistsOnWindows = unchecked((int)0x80070050);
        return refused.HResult == (OperatingSystem.IsWindows() ? ExistsOnWindows : ExistsOnUnix);
    }

    /// <summary>Whether no process holds a file locked.</summary>
    /// <param name="path">A file.</param>
    /// <returns>False where it is locked or may not be opened.</returns>
    internal static bool IsFree(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stream.SafeFileHandle.IsClosed)
        {
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            File.Delete(_stream.Name); // while it is still locked
        }

        _stream.Dispose();
    }
}
