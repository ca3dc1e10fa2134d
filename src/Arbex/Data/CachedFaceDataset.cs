using Arbex.Data.Packing;
using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>Keeps the decoded pictures of another dataset in memory, so that a second epoch decodes nothing.</summary>
/// <remarks>
/// A picture is decoded when it is first asked for. Grey pictures are kept with one channel, a third of the memory. Once
/// the limit is reached, further pictures are decoded each time; none is thrown out, since every epoch visits all of
/// them. The same buffer may be handed to every caller: read it, do not write to it. Larger datasets are better packed
/// (<see cref="PackWriter"/>).
/// </remarks>
/// <threadsafety>Safe for concurrent calls if the source is.</threadsafety>
public sealed class CachedFaceDataset : IFaceDataset
{
    /// <summary>What the network and the batches need comes first: the share of the machine's memory to use.</summary>
    private const int ShareOfMemory = 4;

    private const long LargestDefault = 4L << 30;

    private readonly IFaceDataset _source;
    private readonly object?[] _kept; // an ImageBuffer, or a GreyPicture
    private readonly long _byteLimit;
    private long _cachedBytes;

    /// <summary>Wraps a dataset.</summary>
    /// <param name="source">The dataset that decodes.</param>
    /// <param name="byteLimit">
    /// The most bytes of pixels to keep, at least 0; null for a quarter of the memory that the process may use, at most
    /// 4 GiB.
    /// </param>
    public CachedFaceDataset(IFaceDataset source, long? byteLimit = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _byteLimit = byteLimit
            ?? Math.Min(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory, LargestDefault);
        ArgumentOutOfRangeException.ThrowIfNegative(_byteLimit, nameof(byteLimit));
        _source = source;
        _kept = new object?[source.Samples.Count];
    }

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <inheritdoc/>
    public LabelSet Labels => _source.Labels;

    /// <inheritdoc/>
    public SampleIndex Samples => _source.Samples;

    /// <summary>Bytes of pixels kept now, at most the limit.</summary>
    public long CachedBytes => Interlocked.Read(ref _cachedBytes);

    /// <inheritdoc/>
    public string? PathOf(int index) => _source.PathOf(index);

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index)
    {
        switch (Volatile.Read(ref _kept[index]))
        {
            case ImageBuffer colour:
                return colour;
            case GreyPicture grey:
                return StoredPicture.FromGrey(grey.Width, grey.Height, grey.Pixels);
            default:
                var image = _source.LoadImage(index);
                Keep(ref _kept[index], image);
                return image;
        }
    }

    private void Keep(ref object? slot, ImageBuffer image)
    {
        if (Interlocked.Read(ref _cachedBytes) >= _byteLimit)
        {
            return;
        }

        var isGrey = image.IsGrey;
        var bytes = isGrey ? image.Pixels.Length / ImageBuffer.Channels : image.Pixels.Length;
        if (!Reserve(bytes))
        {
            return;
        }

        object kept = isGrey ? new GreyPicture(image.Width, image.Height, StoredPicture.ToGrey(image.Pixels)) : image;
        if (Interlocked.CompareExchange(ref slot, kept, null) is not null)
        {
            Interlocked.Add(ref _cachedBytes, -bytes); // two threads decoded the same picture at once
        }
    }

    private bool Reserve(long bytes)
    {
        while (true)
        {
            var used = Interlocked.Read(ref _cachedBytes);
            if (used + bytes > _byteLimit)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _cachedBytes, used + bytes, used) == used)
            {
                return true;
            }
        }
    }

    private sealed record GreyPicture(int Width, int Height, byte[] Pixels);
}
