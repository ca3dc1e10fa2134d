using Arbex.Imaging;
using Arbex.Inference;
using Arbex.Networks;
using Arbex.Reliability;
using static TorchSharp.torch;

namespace Arbex.Export.Checks;

/// <summary>What the network itself answers in evaluation, in the form of a file's outputs.</summary>
internal sealed class NetworkAnswers : IDisposable
{
    private readonly ArbexNet _network;
    private readonly bool _wasTraining;
    private readonly double _trust;
    private readonly ComputePrecision _precision;

    /// <summary>Puts the network into evaluation, in float32, until this is disposed.</summary>
    public NetworkAnswers(ArbexNet network)
    {
        _network = network;
        (_wasTraining, _trust, _precision) = (network.training, network.Balancer.Trust, network.Encoder.Precision);
        network.eval();
        network.Balancer.Trust = 1;
        network.Encoder.Precision = ComputePrecision.Full;
    }

    /// <summary>All outputs for prepared faces, one after another.</summary>
    /// <remarks>
    /// Each face is asked about by itself. For batches of 16 libtorch takes faster and rougher convolutions: with the
    /// preset paper its embeddings are then up to 1e-3 from those of single faces, which agree with double precision to
    /// 1e-6.
    /// </remarks>
    /// <exception cref="ExportException">The network does not answer with numbers.</exception>
    public IReadOnlyList<NamedRows> Of(ReadOnlySpan<float> inputs, int count)
    {
        var faces = new List<IReadOnlyList<NamedRows>>(count);
        for (var i = 0; i < count; i++)
        {
            faces.Add(OfFace(inputs.Slice(i * (inputs.Length / count), inputs.Length / count)));
        }

        return
        [
            .. faces[0].Index().Select(output => output.Item with
            {
                Numbers = [.. faces.SelectMany(face => face[output.Index].Numbers)],
            }),
        ];
    }

    public void Dispose()
    {
        _network.train(_wasTraining);
        _network.Balancer.Trust = _trust;
        _network.Encoder.Precision = _precision;
    }

    private List<NamedRows> OfFace(ReadOnlySpan<float> input)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var side = _network.Options.InputSize;
        var device = _network.parameters().First().device;
        var images = HostTensor.From(input, 1, ImageBuffer.Channels, side, side).to(device);
        var output = _network.call(images);
        var rows = new List<NamedRows>
        {
            Rows(ModelTensors.Final, output.Final),
            Rows(ModelTensors.Primary, output.Primary),
            Rows(ModelTensors.Embedding, output.Embedding),
        };
        if (output is { Anchor: { } anchor, Attention: { } attention, Correction: { } correction })
        {
            var divisor = _network.Options.Reliability.EntropyDivisor;
            var confidences = new[] { output.Primary, anchor, attention, correction }
                .Select(distribution => Confidence.Of(distribution, divisor)).ToArray();
            rows.Add(Rows(ModelTensors.AnchorCorrection, anchor));
            rows.Add(Rows(ModelTensors.AttentiveCorrection, attention));
            rows.Add(Rows(ModelTensors.Confidences, stack(confidences, 1))); // [1, 4]
        }

        return rows;
    }

    private static NamedRows Rows(string name, Tensor rows)
    {
        var numbers = rows.cpu().contiguous().data<float>().ToArray();
        return numbers.All(float.IsFinite)
            ? new NamedRows(name, (int)rows.shape[1], numbers)
            : throw new ExportException(
                $"The network's own '{name}' has values that are not numbers: its weights are damaged. No file was "
                + "written. Use another checkpoint, or train again with a lower learning rate.");
    }
}
