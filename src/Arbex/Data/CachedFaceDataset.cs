using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>Keeps the decoded pictures of another dataset in memory, so that a second epoch decodes nothing.</summary>
/// <remarks>
/// A picture is decoded when it is first asked for. Once the limit is reached, further pictures are decoded each
/// time; none is thrown out, since every epoch visits all of them. The same buffer is handed to every caller: read
/// it, do not write to it.
/// </remarks>
/// <threadsafety>Safe for concurrent calls if the source is.</threadsafety>
public sealed class CachedFaceDataset : IFaceDataset
{
    private readonly IFaceDataset _source;
    private readonly ImageBuffer?[] _images;
    private readonly long _byteLimit;
    private long _cachedBytes;

    /// <summary>Wraps a dataset.</summary>
    /// <param name="source">The dataset that decodes.</param>
    /// <param name="byteLimit">The most bytes of pixels to keep, at least 0; by default 4 GiB.</param>
    public CachedFaceDataset(IFaceDataset source, long byteLimit = 4L << 30)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(byteLimit);
        _source = source;
        _byteLimit = byteLimit;
        _images = new ImageBuffer?[source.Samples.Count];
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
        ref var slot = ref _images[index];
        if (Volatile.Read(ref slot) is { } kept)
        {
            return kept;
        }

        var image = _source.LoadImage(index);
        if (!Reserve(image.Pixels.Length))
        {
            return image;
        }

        // Two threads may have decoded the same picture at once: the first one's is kept by both.
        var first = Interlocked.CompareExchange(ref slot, image, null);
        if (first is not null)
        {
            Interlocked.Add(ref _cachedBytes, -image.Pixels.Length);
        }

        return first ?? image;
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
}
