using Arbex.Export.Graphs;
using Arbex.Export.Onnx;

namespace Arbex.Export.Quantization;

/// <summary>Runs a network on faces and measures what numbers flow where.</summary>
internal sealed class ActivationRanges : IDisposable
{
    private readonly GraphValue _images;
    private readonly GraphValue[] _values;
    private readonly bool _withImages;
    private readonly GraphSession _session;

    private ActivationRanges(Graph graph, IReadOnlyList<GraphValue> values, int threads)
    {
        _images = graph.Inputs[0];
        _withImages = values.Contains(_images);
        _values = [.. values.Where(value => !ReferenceEquals(value, _images))];
        _session = new GraphSession((graph with { Outputs = [.. _values] }).WithoutDeadNodes(), threads);
    }

    /// <summary>Measures.</summary>
    /// <param name="graph">The network in float32.</param>
    /// <param name="values">Where.</param>
    /// <param name="faces">Prepared faces; gone through twice unless all numbers count.</param>
    /// <param name="options">How ranges are chosen.</param>
    /// <param name="threads">Processor threads of ONNX Runtime; 0 leaves the choice to it.</param>
    /// <param name="cancellation">Stops early.</param>
    public static IReadOnlyDictionary<GraphValue, ValueRange> Measure(
        Graph graph, IReadOnlyList<GraphValue> values, IReadOnlyList<float[]> faces, ByteOptions options, int threads,
        CancellationToken cancellation)
    {
        using var pass = new ActivationRanges(graph, values, threads);
        var reaches = new Dictionary<GraphValue, ValueRange>(ReferenceEqualityComparer.Instance);
        pass.Run(faces, (value, numbers) => reaches[value] = Widen(reaches.GetValueOrDefault(value), numbers), cancellation);
        if (options.Ranges == RangeMethod.MinMax)
        {
            return reaches;
        }

        var histograms = reaches.ToDictionary(
            pair => pair.Key, pair => new ValueHistogram(pair.Value),
            (IEqualityComparer<GraphValue>)ReferenceEqualityComparer.Instance);
        pass.Run(faces, (value, numbers) => histograms[value].Add(numbers), cancellation);
        return histograms.ToDictionary(
            pair => pair.Key,
            pair => options.Ranges == RangeMethod.Entropy
                ? EntropyRange.Of(pair.Value)
                : pair.Value.Within(options.Percentile),
            (IEqualityComparer<GraphValue>)ReferenceEqualityComparer.Instance);
    }

    public void Dispose() => _session.Dispose();

    private delegate void Look(GraphValue value, ReadOnlySpan<float> numbers);

    private void Run(IReadOnlyList<float[]> faces, Look look, CancellationToken cancellation)
    {
        string[] names = [.. _values.Select(value => value.Name)];
        foreach (var face in faces)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_withImages)
            {
                look(_images, face);
            }

            using var results = _session.Run(face, names);
            for (var i = 0; i < _values.Length; i++)
            {
                look(_values[i], results[i].GetTensorDataAsSpan<float>());
            }
        }
    }

    private static ValueRange Widen(ValueRange range, ReadOnlySpan<float> numbers)
    {
        var (low, high) = ((float)range.Low, (float)range.High);
        foreach (var number in numbers)
        {
            low = Math.Min(low, number);
            high = Math.Max(high, number);
        }

        return float.IsFinite(low) && float.IsFinite(high)
            ? new(low, high)
            : throw new ExportException(
                "The network's own numbers are not all finite on the faces that ranges are measured on: its weights are damaged. Use "
                + "another checkpoint, or train again with a lower learning rate.");
    }
}
