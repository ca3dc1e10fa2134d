using System.Security.Cryptography;
using System.Text;

namespace Arbex.Files;

/// <summary>
/// One writer at a time for a folder: an open, locked file in it. The operating system releases the lock when the process ends, however it
/// ends; the file is deleted when the lock is disposed, and one that a killed process left is no lock.
/// </summary>
/// <threadsafety>Dispose it once.</threadsafety>
public sealed class FileLock : IDisposable
{
    private const string FolderName = ".arbex.lock";

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
        for (; ; )
        {
            FileStream stream;
            try
            {
                stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException refused) when (IsHeld(refused))
            {
                throw held();
            }

            // The holder before may have deleted the file between our opening it and locking it: then the lock is on a file without a name.
            if (FileIdentity.Of(stream.SafeFileHandle) is not { } own || own == FileIdentity.Of(path))
            {
                return new FileLock(stream);
            }

            stream.Dispose();
        }
    }

    /// <summary>Whether opening failed because another opening has locked the file; .NET passes the system's number on.</summary>
    private static bool IsHeld(IOException refused)
    {
        const int WouldBlockOnLinux = 11;
        const int WouldBlockOnMac = 35;
        const int SharingViolation = unchecked((int)0x80070020);
        return refused.HResult == (OperatingSystem.IsWindows() ? SharingViolation : OperatingSystem.IsMacOS() ? WouldBlockOnMac : WouldBlockOnLinux);
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
