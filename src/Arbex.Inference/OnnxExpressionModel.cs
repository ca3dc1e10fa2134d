using Arbex.Imaging;
using Arbex.Inference.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Arbex.Inference;

/// <summary>An exported model on ONNX Runtime.</summary>
/// <threadsafety>Any number of threads may call <see cref="Run"/> at once; disposing waits for them.</threadsafety>
public sealed class OnnxExpressionModel : IExpressionModel
{
    private static readonly string[] Inputs = [ModelTensors.Images];
    private static readonly string[] Distributions = [ModelTensors.Final, ModelTensors.Primary];
    private static readonly string[] Corrections = [ModelTensors.AnchorCorrection, ModelTensors.AttentiveCorrection];

    private readonly InferenceSession _session;
    private readonly GuardedModel _guard;
    private readonly UseCount _uses;
    private readonly string _path;
    private readonly bool _hasEmbedding;
    private readonly bool _hasCorrections;

    private OnnxExpressionModel(
        InferenceSession session, GuardedModel guard, ModelDescription description, string path)
    {
        (_session, _guard, Description, _path) = (session, guard, description, path);
        _uses = new UseCount(this);
        _hasEmbedding = session.OutputMetadata.ContainsKey(ModelTensors.Embedding);
        _hasCorrections = Array.TrueForAll(Corrections, session.OutputMetadata.ContainsKey);
    }

    /// <inheritdoc/>
    public ModelDescription Description { get; }

    /// <summary>Opens a model file.</summary>
    /// <param name="path">What 'arbex export' wrote.</param>
    /// <param name="threads">Threads that a call computes on, at least 1.</param>
    /// <exception cref="ArbexException">The file cannot be read, is no ONNX model, or none of Arbex's.</exception>
    public static OnnxExpressionModel Load(string path, int threads = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(ModelFile.Read(path), path, threads);
    }

    /// <summary>Opens a model that is in memory.</summary>
    /// <param name="model">The file's content.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="threads">Threads that a call computes on, at least 1.</param>
    /// <exception cref="ArbexException">It is no ONNX model, or none of Arbex's.</exception>
    public static OnnxExpressionModel Open(byte[] model, string name, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var guard = ModelFile.Guard(model, name);
        InferenceSession session;
        try
        {
            using var settings = OnnxFile.SessionSettings(threads);
            session = new InferenceSession(model, settings);
        }
        catch (OnnxRuntimeException cause)
        {
            throw ModelFile.Unusable(name, cause);
        }

        try
        {
            var description = ModelFile.Describe(session, name);
            CheckTensors(session, description, name);
            return new OnnxExpressionModel(session, guard, description, name);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ModelAnswers Run(
        ReadOnlyMemory<float> inputs, int count, bool withEmbeddings, CancellationToken cancellation = default) =>
        Ask(inputs, count, withEmbeddings, withCorrections: false, cancellation);

    /// <summary>Answers for a batch, and gives both corrections where the model has them.</summary>
    /// <inheritdoc cref="Run"/>
    public ModelAnswers RunAll(
        ReadOnlyMemory<float> inputs, int count, bool withEmbeddings, CancellationToken cancellation = default) =>
        Ask(inputs, count, withEmbeddings, _hasCorrections, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_uses.Close())
        {
            _session.Dispose();
        }
    }

    private ModelAnswers Ask(
        ReadOnlyMemory<float> inputs, int count, bool withEmbeddings, bool withCorrections, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var side = Description.Preprocessing.InputSize;
        var length = (long)count * Description.Preprocessing.InputLength;
        if (inputs.Length != length)
        {
            throw new ArgumentException($"Got {inputs.Length} values. Expected {count} x 3 x {side} x {side} = {length}.", nameof(inputs));
        }

        using var use = _uses.Enter();
        cancellation.ThrowIfCancellationRequested();
        _guard.Check(count, ImageBuffer.Channels, side, side);
        using var run = new RunOptions();
        using var stop = cancellation.Register(() => run.Terminate = true);
        using var images = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, System.Runtime.InteropServices.MemoryMarshal.AsMemory(inputs), [count, 3, side, side]);
        try
        {
            string[] corrections = withCorrections ? Corrections : [];
            string[] embedding = withEmbeddings && _hasEmbedding ? [ModelTensors.Embedding] : [];
            using var outputs = _session.Run(run, Inputs, [images], [.. Distributions, .. corrections, .. embedding]);
            return new ModelAnswers(
                Numbers(outputs[0], count), Numbers(outputs[1], count),
                embedding.Length > 0 ? outputs[^1].GetTensorDataAsSpan<float>().ToArray() : [])
            {
                AnchorCorrection = withCorrections ? Numbers(outputs[2], count) : [],
                AttentiveCorrection = withCorrections ? Numbers(outputs[3], count) : [],
            };
        }
        catch (OnnxRuntimeException cause)
        {
            cancellation.ThrowIfCancellationRequested();
            throw ModelFile.Unusable(_path, cause);
        }
    }

    private float[] Numbers(OrtValue output, int count)
    {
        var values = output.GetTensorDataAsSpan<float>().ToArray();
        if (values.Length != count * Description.Labels.Length || !Array.TrueForAll(values, float.IsFinite))
        {
            throw new ArbexException(
                $"'{_path}' answered {count} faces with {values.Length} numbers, not all of them finite or not "
                + $"{Description.Labels.Length} a face. Expected a distribution for each. The file is damaged; export it again.");
        }

        return values;
    }

    private static void CheckTensors(InferenceSession session, ModelDescription description, string path)
    {
        var side = description.Preprocessing.InputSize;
        if (session.InputMetadata.Count != 1 || !session.InputMetadata.TryGetValue(ModelTensors.Images, out var images)
            || images.ElementDataType != TensorElementType.Float
            || images.Dimensions is not [-1, 3, var height, var width] || height != side || width != side)
        {
            throw Unfit(path, $"takes {Shown(session.InputMetadata)}", $"one input {ModelTensors.Images} [any, 3, {side}, {side}]");
        }

        foreach (var name in Distributions)
        {
            if (!session.OutputMetadata.TryGetValue(name, out var output) || output.ElementDataType != TensorElementType.Float
                || output.Dimensions is not [-1, var classes] || classes != description.Labels.Length)
            {
                throw Unfit(
                    path, $"gives {Shown(session.OutputMetadata)}", $"an output {name} [any, {description.Labels.Length}]");
            }
        }
    }

    private static ArbexException Unfit(string path, string found, string expected) =>
        new($"'{path}' {found}. Expected {expected}, as its description says. Export the model again with 'arbex export'.");

    private static string Shown(IReadOnlyDictionary<string, NodeMetadata> tensors) => string.Join(
        ", ", tensors.Take(8).Select(tensor => $"{tensor.Key} [{string.Join(", ", tensor.Value.Dimensions ?? [])}]"));
}
