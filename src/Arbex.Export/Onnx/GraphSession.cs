using Arbex.Export.Graphs;
using Arbex.Inference;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Export.Onnx;

/// <summary>A graph opened in ONNX Runtime without a file, to be asked about single faces.</summary>
internal sealed class GraphSession : IDisposable
{
    private readonly SessionOptions _settings;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string _input;
    private readonly long[] _shape;

    /// <summary>Opens a graph.</summary>
    /// <param name="graph">A graph of one input.</param>
    /// <param name="threads">Processor threads; 0 leaves the choice to ONNX Runtime.</param>
    public GraphSession(Graph graph, int threads)
    {
        _settings = OnnxFile.SessionSettings(threads);
        _session = new InferenceSession(BytesOf(graph), _settings);
        _input = graph.Inputs[0].Name;
        _shape = [.. graph.Inputs[0].Shape.Dimensions.Select(dimension => dimension.Size)]; // one of what grows with the batch
    }

    /// <summary>The graph as a file would have it.</summary>
    public static byte[] BytesOf(Graph graph)
    {
        using var file = new MemoryStream();
        OnnxWriter.Write(graph, "graph", "", [], "0").WriteTo(file);
        return file.ToArray();
    }

    /// <summary>What the graph gives for one input.</summary>
    /// <param name="input">The input's numbers.</param>
    /// <param name="outputs">Names of the results that are wanted.</param>
    /// <returns>The results in the same order; to be disposed by the caller.</returns>
    public IDisposableReadOnlyCollection<OrtValue> Run(float[] input, IReadOnlyCollection<string> outputs)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(input, _shape);
        return _session.Run(_run, [_input], [value], outputs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _settings.Dispose();
        _run.Dispose();
    }
}
