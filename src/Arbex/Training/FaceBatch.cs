namespace Arbex.Training;

/// <summary>
/// A batch as plain numbers, made without libtorch so that any thread can make it. A loader's batch lies in memory that is
/// used again: copy the numbers into a tensor, then return the batch, or simply ask for the next one.
/// </summary>
public sealed class FaceBatch : IDisposable
{
    private readonly ReadOnlyMemory<float> _pixels;
    private readonly ReadOnlyMemory<float> _targets;
    private Action? _giveBack;
    private volatile bool _returned;

    /// <summary>Makes a batch in memory of its own.</summary>
    /// <param name="pixels">Normalised inputs, [B, 3, S, S] row-major.</param>
    /// <param name="targets">Label distributions, [B, N] row-major.</param>
    /// <param name="samples">Positions in the dataset, B of them.</param>
    public FaceBatch(float[] pixels, float[] targets, IReadOnlyList<int> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        (_pixels, _targets, Samples) = (pixels, targets, samples);
    }

    /// <summary>Makes a batch in a buffer of a loader, which it gives back once.</summary>
    internal FaceBatch(BatchBuffer buffer, int number, Action giveBack)
    {
        Number = number;
        (_pixels, _targets, Samples) = (buffer.Pixels, buffer.Targets, [.. buffer.Samples]);
        _giveBack = giveBack;
    }

    /// <summary>0-based number of the batch in its epoch.</summary>
    internal int Number { get; }

    /// <summary>Normalised inputs, [B, 3, S, S] row-major.</summary>
    /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
    public ReadOnlySpan<float> Pixels => Mine(_pixels);

    /// <summary>Label distributions, [B, N] row-major.</summary>
    /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
    public ReadOnlySpan<float> Targets => Mine(_targets);

    /// <summary>Positions in the dataset, B of them; may be kept.</summary>
    public IReadOnlyList<int> Samples { get; }

    /// <summary>Number of samples B.</summary>
    public int Count => Samples.Count;

    /// <summary>Returns the batch's memory to its loader; a second time does nothing.</summary>
    public void Dispose()
    {
        _returned = true;
        Interlocked.Exchange(ref _giveBack, null)?.Invoke();
    }

    private ReadOnlySpan<float> Mine(ReadOnlyMemory<float> numbers)
    {
        ObjectDisposedException.ThrowIf(_returned, this);
        return numbers.Span;
    }
}
