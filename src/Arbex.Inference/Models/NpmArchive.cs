using System.Formats.Tar;
using System.IO.Compression;

namespace Arbex.Inference.Models;

/// <summary>Finds one file in an archive of npm: a gzipped tar file whose entries all lie in one folder. The archive
/// comes from a stranger, so nothing of it is unpacked but this file's bytes, and only so many are read.</summary>
internal static class NpmArchive
{
    /// <summary>Bytes that an archive may have when unpacked.</summary>
    internal const long LargestArchive = 512L << 20;

    /// <summary>Files that an archive may have.</summary>
    internal const int MostEntries = 20_000;

    /// <summary>Copies the file.</summary>
    /// <param name="archive">A gzipped tar file.</param>
    /// <param name="path">The file's path in the package, with forward slashes.</param>
    /// <param name="length">The length that it must have.</param>
    /// <param name="target">Where it is written to.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <param name="largestArchive">Bytes that the archive may have when unpacked.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, too large, or has no such file; the message is
    /// for people.</exception>
    public static async Task CopyAsync(
        Stream archive, string path, long length, Stream target, CancellationToken cancellation,
        long largestArchive = LargestArchive)
    {
        var unzipped = new BoundedStream(
            new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true), largestArchive);
        await using (unzipped.ConfigureAwait(false))
        {
            var reader = new TarReader(unzipped, leaveOpen: true);
            await using (reader.ConfigureAwait(false))
            {
                for (var count = 0; count < MostEntries; count++)
                {
                    var entry = await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false)
                        ?? throw new InvalidDataException($"It has no file '{path}'.");
                    if (IsFile(entry) && InPackage(entry.Name) == path)
                    {
                        await CopyAsync(entry, length, target, cancellation).ConfigureAwait(false);
                        return;
                    }
                }
            }
        }

        throw new InvalidDataException($"It has more than {MostEntries} entries.");
    }

    private static async Task CopyAsync(TarEntry entry, long length, Stream target, CancellationToken cancellation)
    {
        if (entry.Length != length || entry.DataStream is not { } content)
        {
            throw new InvalidDataException($"Its file '{entry.Name}' has {entry.Length} bytes instead of {length}.");
        }

        await content.CopyToAsync(target, cancellation).ConfigureAwait(false);
    }

    private static bool IsFile(TarEntry entry) =>
        entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;

    /// <summary>A path without the folder that holds the package, which is mostly called "package".</summary>
    private static string InPackage(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
