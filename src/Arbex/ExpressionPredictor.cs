using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Imaging;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex;

/// <summary>A trained network, ready to be asked about faces.</summary>
/// <remarks>
/// The whole picture is taken as the face: cut it out first.
/// <code>
/// using var predictor = ExpressionPredictor.Load("best.safetensors");
/// var answer = predictor.Predict(ImageDecoder.Decode("face.png"));
/// </code>
/// </remarks>
/// <threadsafety>May be shared; calls take turns.</threadsafety>
public sealed class ExpressionPredictor : IDisposable
{
    private readonly Lock _turn = new();
    private readonly string _path;
    private readonly ArbexNet _network;
    private readonly Device _device;
    private bool _isDisposed;

    private ExpressionPredictor(string path, ArbexNet network, CheckpointInfo info, Device device)
    {
        (_path, _network, Info, _device) = (path, network, info, device);
    }

    /// <summary>What the checkpoint says of itself.</summary>
    public CheckpointInfo Info { get; }

    /// <summary>The expressions, in the order of every answer.</summary>
    public ImmutableArray<string> Labels => Info.Labels;

    /// <summary>Loads a checkpoint.</summary>
    /// <param name="path">A file written by training.</param>
    /// <param name="device">cpu, cuda or cuda:N.</param>
    /// <exception cref="ArbexException">The file cannot be read or does not fit, or the device is not there.</exception>
    public static ExpressionPredictor Load(string path, string device = "cpu")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Checkpoint.ReadInfo(path);
        var place = ComputeDevice.Parse(device);
        var (network, info) = Checkpoint.Load(path, place);
        return new ExpressionPredictor(path, network, info, place);
    }

    /// <summary>Recognises one face.</summary>
    /// <param name="face">The face; any size.</param>
    /// <exception cref="ArbexException">The network does not answer with numbers.</exception>
    public ExpressionPrediction Predict(ImageBuffer face) => Predict([face])[0];

    /// <summary>Recognises several faces at once.</summary>
    /// <param name="faces">The faces; any sizes.</param>
    /// <returns>An answer for each, in the same order.</returns>
    /// <exception cref="ArbexException">The network does not answer with numbers.</exception>
    public IReadOnlyList<ExpressionPrediction> Predict(IReadOnlyList<ImageBuffer> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        var length = Info.Preprocessing.InputLength;
        var inputs = new float[faces.Count * length];
        for (var i = 0; i < faces.Count; i++)
        {
            Info.Preprocessing.Prepare(faces[i], inputs.AsSpan(i * length, length));
        }

        return PredictPrepared(inputs);
    }

    /// <summary>Recognises faces that are prepared already.</summary>
    /// <param name="inputs">B inputs [3, S, S], as <see cref="FacePreprocessing.Prepare"/> makes them, one after another.</param>
    /// <returns>B answers.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of an input's.</exception>
    /// <exception cref="ArbexException">A value is not finite, or the network does not answer with numbers.</exception>
    public IReadOnlyList<ExpressionPrediction> PredictPrepared(ReadOnlyMemory<float> inputs)
    {
        var (count, left) = Math.DivRem(inputs.Length, Info.Preprocessing.InputLength);
        if (left != 0)
        {
            throw new ArgumentException(
                $"Got {inputs.Length} values. Expected a multiple of {Info.Preprocessing.InputLength} = 3 x S x S.",
                nameof(inputs));
        }

        if (count == 0)
        {
            return [];
        }

        CheckFinite(inputs.Span);
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return Forward(inputs, count);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            _isDisposed = true;
            _network.Dispose();
        }
    }

    private ExpressionPrediction[] Forward(ReadOnlyMemory<float> inputs, int count)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var side = Info.Preprocessing.InputSize;
        var images = tensor(inputs.ToArray(), [count, ImageBuffer.Channels, side, side]).to(_device);
        var output = _network.call(images);
        var final = Rows(output.Final);
        var primary = Rows(output.Primary);
        return [.. final.Zip(primary, Answer)];
    }

    private double[][] Rows(Tensor distributions)
    {
        var values = distributions.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray(); // [B * N]
        return values.All(double.IsFinite)
            ? [.. values.Chunk(Labels.Length)]
            : throw new CheckpointException(
                $"'{_path}' answers with values that are not numbers: its weights are damaged. Use another checkpoint, "
                + "or train again with a lower learning rate.");
    }

    private ExpressionPrediction Answer(double[] final, double[] primary)
    {
        var best = Array.IndexOf(final, final.Max());
        return new ExpressionPrediction(Labels[best], final[best], Named(final), Named(primary));
    }

    private OrderedDictionary<string, double> Named(double[] row) =>
        new(Labels.Zip(row, KeyValuePair.Create), StringComparer.Ordinal);

    private static void CheckFinite(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArbexException(FormattableString.Invariant(
                    $"Value {i} of the input is {values[i]}. Expected finite numbers only. Check how the face was prepared."));
            }
        }
    }
}
