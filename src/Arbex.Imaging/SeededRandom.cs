namespace Arbex.Imaging;

/// <summary>
/// A small random generator whose sequence is a function of its seed alone, the same on every machine and .NET
/// version. Streams for (seed, epoch, sample) are independent, so the number of workers never changes a result.
/// </summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a 64-bit counter through a mixing function.</remarks>
public sealed class SeededRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Any value; equal seeds give equal sequences.</param>
    public SeededRandom(long seed) => _state = Mix(unchecked((ulong)seed));

    /// <summary>Starts the independent sequence named by a seed and further numbers, such as epoch and sample.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">What the sequence is for, from the general to the special.</param>
    public static SeededRandom ForStream(long seed, params ReadOnlySpan<long> stream)
    {
        var state = Mix(unchecked((ulong)seed));
        foreach (var part in stream)
        {
            state = Mix(unchecked(state + Golden + (ulong)part));
        }

        return new SeededRandom(unchecked((long)state));
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits() => Mix(_state = unchecked(_state + Golden));

    /// <summary>A number in [0, 1), uniform, with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [low, high), uniform.</summary>
    /// <param name="low">Lower bound, included.</param>
    /// <param name="high">Upper bound, not below <paramref name="low"/>.</param>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>An integer in [0, count), uniform without bias.</summary>
    /// <param name="count">Number of outcomes, at least 1.</param>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        // Multiply-shift with rejection (Lemire 2019): no modulo bias.
        var product = (UInt128)NextBits() * (ulong)count;
        var threshold = unchecked(0UL - (ulong)count) % (ulong)count;
        while ((ulong)product < threshold)
        {
            product = (UInt128)NextBits() * (ulong)count;
        }

        return (int)(product >> 64);
    }

    /// <summary>A standard normal number (Box and Muller's polar form is avoided: it draws a varying count).</summary>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>True with the given probability.</summary>
    /// <param name="probability">In [0, 1].</param>
    public bool NextBool(double probability) => NextDouble() < probability;

    /// <summary>Puts the items into a random order (Fisher and Yates), all orders equally likely.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">Shuffled in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Puts a random choice of the items, in random order, first; what follows is in no particular order.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">Rearranged in place.</param>
    /// <param name="count">How many to choose, at most all.</param>
    public void ShuffleFirst<T>(Span<T> items, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, items.Length);
        for (var i = 0; i < count; i++)
        {
            var j = i + NextInt(items.Length - i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
