namespace Arbex.Training;

/// <summary>Memory for one batch, used again and again.</summary>
internal sealed class BatchBuffer(int capacity, int inputLength, int classes)
{
    private readonly float[] _pixels = new float[checked(capacity * inputLength)];
    private readonly float[] _targets = new float[capacity * classes];

    /// <summary>The most samples that fit.</summary>
    public int Capacity => capacity;

    /// <summary>Positions of the samples in the batch.</summary>
    public List<int> Samples { get; } = new(capacity);

    /// <summary>Samples that were left out because their pictures cannot be read, and why.</summary>
    public List<(int Sample, string Message)> Unreadable { get; } = [];

    /// <summary>Pixels of the samples so far, [B, 3, S, S].</summary>
    public Memory<float> Pixels => _pixels.AsMemory(0, Samples.Count * inputLength);

    /// <summary>Targets of the samples so far, [B, N].</summary>
    public Memory<float> Targets => _targets.AsMemory(0, Samples.Count * classes);

    /// <summary>The place of the next sample's pixels, [3, S, S].</summary>
    public Span<float> NextPixels => _pixels.AsSpan(Samples.Count * inputLength, inputLength);

    /// <summary>The place of the next sample's target, [N].</summary>
    public Span<float> NextTarget => _targets.AsSpan(Samples.Count * classes, classes);

    /// <summary>Empties the buffer; the numbers stay until they are written over.</summary>
    public void Clear()
    {
        Samples.Clear();
        Unreadable.Clear();
    }
}
