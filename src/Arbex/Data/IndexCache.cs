using System.Security.Cryptography;
using System.Text;
using Arbex.Files;

namespace Arbex.Data;

/// <summary>
/// Keeps what a reader found in a large dataset, so that opening it again lists no folder of pictures: only the
/// remembered files' and folders' times are looked at.
/// </summary>
/// <remarks>
/// Kept in the user's cache folder, never beside the data. A kept index is used only if every list and folder that the
/// reader looked at has the size and time that it had, and if its checksum holds.
/// </remarks>
public sealed class IndexCache
{
    /// <summary>Smaller datasets open fast enough without.</summary>
    private const int SmallestKept = 20_000;

    /// <summary>What changed so recently may change again within the clock's resolution, unnoticed.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>Uses a folder.</summary>
    /// <param name="folder">Where indexes are kept; null for the user's cache folder.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public IndexCache(string? folder = null, TimeProvider? time = null)
    {
        _folder = folder ?? DefaultFolder();
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Opens a dataset from the kept index, or by its reader where there is none that holds.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="settings">The reader's name and everything that changes its result.</param>
    /// <param name="read">The reader.</param>
    public DatasetIndex Open(DatasetFiles files, string settings, Func<DatasetFiles, DatasetIndex> read)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(read);
        var key = $"{Path.GetFullPath(files.Root)}\n{settings}";
        var path = PathOf(key);
        if (IndexFile.TryRead(path, key) is { } kept && kept.Stamps.All(stamp => FileStamp.Of(files.Root, stamp.Path) == stamp))
        {
            return kept.Index;
        }

        var index = read(files);
        if (index.Samples.Count >= SmallestKept && AllSettled(files))
        {
            Keep(path, key, index, files.Stamps);
        }

        return index;
    }

    private static void Keep(string path, string key, DatasetIndex index, IReadOnlyCollection<FileStamp> stamps)
    {
        try
        {
            AtomicFile.Write(path, stream => IndexFile.Write(stream, key, index, stamps));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A full disk or a read-only home costs time at the next opening, nothing else.
        }
    }

    private bool AllSettled(DatasetFiles files)
    {
        var limit = (_time.GetUtcNow().UtcDateTime - Settled).Ticks;
        return files.Stamps.All(stamp => stamp.Changed < limit);
    }

    private string PathOf(string key) =>
        Path.Combine(_folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}.index");

    private static string DefaultFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
        {
            cache = OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        }

        return Path.Combine(cache, "arbex", "indexes");
    }
}
