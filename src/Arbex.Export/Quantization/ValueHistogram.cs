namespace Arbex.Export.Quantization;

/// <summary>Counts of the numbers at one place of the network, in bins of equal width between the least and the largest.</summary>
internal sealed class ValueHistogram
{
    private const int BinCount = 2048;

    private readonly long[] _counts = new long[BinCount];
    private readonly double _width;

    /// <summary>An empty histogram.</summary>
    /// <param name="range">Where the numbers lie.</param>
    public ValueHistogram(ValueRange range)
    {
        Range = range;
        _width = (range.High - range.Low) / BinCount;
    }

    public ValueRange Range { get; }

    public ReadOnlySpan<long> Counts => _counts;

    public void Add(ReadOnlySpan<float> numbers)
    {
        if (!(_width > 0))
        {
            _counts[0] += numbers.Length;
            return;
        }

        var (low, perWidth) = ((float)Range.Low, (float)(1 / _width));
        foreach (var number in numbers)
        {
            _counts[Math.Clamp((int)((number - low) * perWidth), 0, BinCount - 1)]++;
        }
    }

    /// <summary>The range without the numbers beyond a percentile at each end.</summary>
    public ValueRange Within(double percentile)
    {
        var allowed = (1 - (percentile / 100)) * _counts.Sum();
        var (first, last) = (0, BinCount - 1);
        for (var left = allowed - _counts[0]; left >= 0 && first < last; left -= _counts[++first])
        {
        }

        for (var left = allowed - _counts[^1]; left >= 0 && last > first; left -= _counts[--last])
        {
        }

        return new(EdgeOf(first), EdgeOf(last + 1));
    }

    /// <summary>The lower edge of a bin.</summary>
    public double EdgeOf(int bin) => Range.Low + (bin * _width);
}
