using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.ExceptionServices;
using Arbex.Files;
using Arbex.Imaging;

namespace Arbex.Data.Packing;

/// <summary>
/// Decodes every picture of a dataset once and stores the pixels in one file, so that training reads instead of decoding.
/// </summary>
/// <remarks>
/// The file is written as a neighbour under a random name and gets its own when it is complete. A process that is killed leaves only
/// the neighbour, which nothing opens and a later packing into that folder deletes. One packing at a time writes a pack.
/// </remarks>
public static class PackWriter
{
    /// <summary>Pictures that are decoded before they are written, for each worker.</summary>
    private const int ChunkPerWorker = 8;

    /// <summary>Packs a dataset.</summary>
    /// <param name="source">The dataset that decodes.</param>
    /// <param name="path">The file; an older pack there is replaced at the end.</param>
    /// <param name="options">How pictures are stored; null for the defaults.</param>
    /// <param name="progress">Told the number of samples done.</param>
    /// <param name="time">The clock, which decides what a killed packing left long ago; null for the system's.</param>
    /// <param name="cancellation">Stops early and leaves no file behind.</param>
    /// <returns>What was packed. A picture that cannot be read is named there, and no error.</returns>
    /// <exception cref="PackException">The file cannot be written, or there is nothing to pack.</exception>
    public static PackSummary Write(
        IFaceDataset source, string path, PackOptions? options = null, IProgress<int>? progress = null,
        TimeProvider? time = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var chosen = (options ?? new PackOptions()).Validated();
        if (source.Samples.Count == 0)
        {
            throw new PackException($"{source.Name} has no samples, so there is nothing to pack. Check the data folder.");
        }

        try
        {
            using var onlyWriter = FileLock.OfFile(path, () => new PackException(
                $"Another packing writes the pack '{path}'. Expected one at a time. Wait until it ends, or choose another file."));
            TemporaryName.RemoveAbandoned(Path.GetDirectoryName(Path.GetFullPath(path))!, time ?? TimeProvider.System);
            PackSummary? summary = null;
            AtomicFile.Write(path, stream => summary = WriteAll(stream, source, chosen, progress, cancellation));
            return summary!;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new PackException(
                $"Cannot write the pack '{path}': {refused.Message} Choose a place with enough room that can be written to.",
                refused);
        }
    }

    private static PackSummary WriteAll(
        Stream stream, IFaceDataset source, PackOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        var entries = new PackEntry[source.Samples.Count];
        var unreadable = ImmutableArray.CreateBuilder<string>();
        var chunk = new Decoded[Math.Min(entries.Length, options.Workers * ChunkPerWorker)];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellation };
        stream.Write(new byte[PackHeader.Length]); // no valid head before the end
        var offset = (long)PackHeader.Length;
        for (var start = 0; start < entries.Length; start += chunk.Length)
        {
            var count = Math.Min(chunk.Length, entries.Length - start);
            Decode(source, start, chunk.AsMemory(0, count), options.Side, parallel);
            foreach (ref var decoded in chunk.AsSpan(0, count))
            {
                if (decoded.Problem is { } problem)
                {
                    unreadable.Add(problem);
                }

                entries[decoded.Index] = decoded.Entry with { Offset = offset };
                stream.Write(decoded.Pixels);
                offset += decoded.Pixels.Length;
                decoded = default; // photographs are large
            }

            progress?.Report(start + count);
        }

        var tableHash = PackTable.Write(stream, source, entries);
        var header = new PackHeader
        {
            Side = options.Side,
            Samples = entries.Length,
            TableOffset = offset,
            Fingerprint = PackTable.Fingerprint(source.Samples, [.. entries.Select(entry => entry.Source)]),
            TableHash = tableHash,
        };
        var bytes = stream.Position;
        stream.Position = 0;
        stream.Write(header.ToBytes());
        return new PackSummary
        {
            Samples = entries.Length,
            Grey = entries.Count(entry => entry.Channels == 1),
            Unreadable = unreadable.ToImmutable(),
            Bytes = bytes,
        };
    }

    private static void Decode(
        IFaceDataset source, int start, Memory<Decoded> chunk, int side, ParallelOptions parallel)
    {
        try
        {
            Parallel.For(0, chunk.Length, parallel, i => chunk.Span[i] = Decode(source, start + i, side));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    private static Decoded Decode(IFaceDataset source, int index, int side)
    {
        var stamp = SourceStamp.Of(source, index); // before the pixels: a change in between must look like one
        ImageBuffer image;
        try
        {
            image = StoredPicture.Shrunk(source.LoadImage(index), side);
        }
        catch (ArbexException unreadable) when (unreadable is not PackException)
        {
            return new(index, Entry(stamp, 0, 0, 0, []), [], unreadable.Message);
        }

        var grey = image.IsGrey;
        var pixels = grey ? StoredPicture.ToGrey(image.Pixels) : image.Pixels;
        return new(index, Entry(stamp, image.Width, image.Height, grey ? 1 : 3, pixels), pixels, null);
    }

    private static PackEntry Entry(SourceStamp stamp, int width, int height, int channels, byte[] pixels) => new()
    {
        Offset = 0,
        Checksum = XxHash3.HashToUInt64(pixels),
        Width = width,
        Height = height,
        Channels = channels,
        Source = stamp,
    };

    private readonly record struct Decoded(int Index, PackEntry Entry, byte[] Pixels, string? Problem);
}
