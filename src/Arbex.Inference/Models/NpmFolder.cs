using Arbex.Files;

namespace Arbex.Inference.Models;

/// <summary>
/// The folder that one call of npm works in: beside the models, under a name drawn at random, locked while it is used. What a killed
/// process left is deleted by a later one.
/// </summary>
internal sealed class NpmFolder : IDisposable
{
    private const string Prefix = ".arbex-npm-";

    /// <summary>Between making a folder and locking it.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(1);

    private readonly FileLock _lock;

    private NpmFolder(string path, FileLock held) => (FullName, _lock) = (path, held);

    /// <summary>Its full path.</summary>
    public string FullName { get; }

    /// <summary>Makes one.</summary>
    /// <param name="parent">The folder of the models.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public static NpmFolder In(string parent, TimeProvider time)
    {
        RemoveAbandoned(parent, time);
        var path = Path.Combine(parent, Prefix + Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new NpmFolder(path, FileLock.OfFolder(path, Held));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(FullName, recursive: true);
    }

    private static void RemoveAbandoned(string parent, TimeProvider time)
    {
        var latest = time.GetUtcNow().UtcDateTime - Youth;
        foreach (var left in new DirectoryInfo(parent).EnumerateDirectories(Prefix + "*").ToArray())
        {
            try
            {
                if (left.LinkTarget is null && left.LastWriteTimeUtc <= latest)
                {
                    FileLock.OfFolder(left.FullName, Held).Dispose(); // nobody uses it any more
                    left.Delete(recursive: true);
                }
            }
            catch (Exception kept) when (kept is IOException or UnauthorizedAccessException or ArbexException)
            {
                // In use, or another user's: tidying is a courtesy.
            }
        }
    }

    private static ArbexException Held() => new("Another 'arbex models pull' uses this folder.");
}
