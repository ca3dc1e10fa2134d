namespace Arbex.Imaging;

/// <summary>For each place of a resized row or column: which source places count, and how much.</summary>
internal sealed class ResamplingWeights
{
    // A dataset's pictures mostly have one size, and columns and rows often another.
    [ThreadStatic]
    private static ResamplingWeights? _newest;

    [ThreadStatic]
    private static ResamplingWeights? _older;

    private readonly Axis _axis;
    private readonly int[] _first;
    private readonly int[] _count;
    private readonly float[] _weights;
    private readonly int _stride;

    private ResamplingWeights(Axis axis)
    {
        _axis = axis;
        var (sourceLength, targetLength, interpolation) = axis;
        var step = (double)sourceLength / targetLength;
        var support = interpolation == Interpolation.BilinearAntialiased ? Math.Max(step, 1) : 1;
        _stride = Math.Min(sourceLength, (int)Math.Ceiling(2 * support) + 1);
        _first = new int[targetLength];
        _count = new int[targetLength];
        _weights = new float[targetLength * _stride];
        Span<double> triangle = stackalloc double[_stride <= 256 ? _stride : 0];
        triangle = triangle.IsEmpty ? new double[_stride] : triangle;
        for (var target = 0; target < targetLength; target++)
        {
            // Half-pixel centres: place i covers [i, i + 1).
            var centre = (target + 0.5) * step;
            var first = Math.Max(0, (int)Math.Floor(centre - support + 0.5));
            var count = Math.Min(sourceLength, (int)Math.Floor(centre + support + 0.5)) - first;
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                triangle[i] = Math.Max(0, 1 - (Math.Abs(first + i + 0.5 - centre) / support));
                sum += triangle[i];
            }

            _first[target] = first;
            _count[target] = count;
            for (var i = 0; i < count; i++)
            {
                _weights[(target * _stride) + i] = (float)(triangle[i] / sum);
            }
        }
    }

    /// <summary>The weights of one axis; the two that this thread used last are kept.</summary>
    /// <param name="sourceLength">Source places, at least 1.</param>
    /// <param name="targetLength">Resized places, at least 1.</param>
    /// <param name="interpolation">Whether the filter widens when shrinking.</param>
    public static ResamplingWeights For(int sourceLength, int targetLength, Interpolation interpolation)
    {
        var axis = new Axis(sourceLength, targetLength, interpolation);
        if (_newest is not null && _newest._axis == axis)
        {
            return _newest;
        }

        var found = _older is not null && _older._axis == axis ? _older : new ResamplingWeights(axis);
        (_older, _newest) = (_newest, found);
        return found;
    }

    /// <summary>The first source place that counts.</summary>
    /// <param name="target">Resized place.</param>
    public int First(int target) => _first[target];

    /// <summary>Weights of the source places from the first on; they add up to 1.</summary>
    /// <param name="target">Resized place.</param>
    public ReadOnlySpan<float> Weights(int target) => _weights.AsSpan(target * _stride, _count[target]);

    private readonly record struct Axis(int SourceLength, int TargetLength, Interpolation Interpolation);
}
