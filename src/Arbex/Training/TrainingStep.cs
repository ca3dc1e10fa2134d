using Arbex.Losses;
using Arbex.Networks;
using Arbex.Training.Teachers;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>The numbers of one batch.</summary>
/// <param name="Loss">Total loss.</param>
/// <param name="Class">Class loss.</param>
/// <param name="Anchor">Anchor loss, 0 without anchors.</param>
/// <param name="Center">Centre loss, 0 without anchors.</param>
/// <param name="Correct">Samples whose final answer is their most probable label.</param>
/// <param name="Count">Samples in the batch.</param>
public readonly record struct StepResult(
    double Loss, double Class, double Anchor, double Center, int Correct, int Count);

/// <summary>One batch: forward, losses, backward; and the optimiser's step when enough batches are in. Leaves no tensor
/// behind.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly ArbexNet _network;
    private readonly AdamOptimizer _optimizer;
    private readonly Recipe _recipe;
    private readonly Device _device;
    private readonly Tensor? _classWeights;
    private readonly Teacher? _teacher;
    private RememberingEncoder? _encoder;

    public TrainingStep(
        ArbexNet network, AdamOptimizer optimizer, Recipe recipe, Device device, float[]? classWeights = null,
        Teacher? teacher = null)
    {
        (_network, _optimizer, _recipe, _device, _teacher) = (network, optimizer, recipe, device, teacher);
        _classWeights = classWeights is null ? null : tensor(classWeights, device: device); // [N]
    }

    /// <summary>From now on a frozen encoder is asked only for batches that are not remembered.</summary>
    /// <param name="memory">The memory.</param>
    public void Remember(EmbeddingMemory memory) => _encoder = memory.Of(_network.Encoder);

    /// <summary>Adds a batch's gradients.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="trust">How far the published code's ramp has come, 0 to 1.</param>
    /// <param name="isFirst">Whether the gradients of earlier batches are forgotten before.</param>
    public StepResult Accumulate(FaceBatch batch, double trust, bool isFirst)
    {
        using var scope = NewDisposeScope();
        var side = _recipe.Network.InputSize;
        var images = HostTensor.From(batch.Pixels, batch.Count, 3, side, side).to(_device); // [B, 3, S, S]
        var labels = HostTensor.From(batch.Targets, batch.Count, _network.Classes).to(_device);  // [B, N]
        var targets = _teacher is null
            ? labels
            : DistilledTargets.Blend(labels, _teacher.Answer(images, _recipe.Precision), _recipe.Distillation); // [B, N]
        _network.Balancer.Trust = trust;
        if (isFirst)
        {
            _optimizer.ZeroGradients();
        }

        var result = Backward(batch, images, targets, labels, trust);
        if (_recipe.Optimizer.SharpnessRadius > 0)
        {
            var move = _optimizer.Climb(_recipe.Optimizer.SharpnessRadius);
            _optimizer.ZeroGradients();
            Backward(batch, images, targets, labels, trust);
            _optimizer.Return(move);
            move.Dispose();
        }

        return result;
    }

    /// <summary>Changes the weights by the mean of the gradients so far.</summary>
    /// <param name="rate">Learning rate.</param>
    /// <param name="batches">Batches that they are of: the last step of an epoch may have fewer than the others.</param>
    public void Apply(double rate, int batches)
    {
        if (batches > 1)
        {
            _optimizer.ScaleGradients(1.0 / batches);
        }

        _optimizer.Step(rate, _recipe.Optimizer.GradientClip);
    }

    /// <summary>A whole step of one batch.</summary>
    public StepResult Run(FaceBatch batch, double rate, double trust)
    {
        var result = Accumulate(batch, trust, isFirst: true);
        Apply(rate, batches: 1);
        return result;
    }

    public void Dispose() => _classWeights?.Dispose();

    private StepResult Backward(FaceBatch batch, Tensor images, Tensor targets, Tensor labels, double trust)
    {
        using var scope = NewDisposeScope();
        var official = _recipe.Network.Reliability.FusionForm == Reliability.FusionForm.OfficialTrust;
        _network.Encoder.Precision = _recipe.Precision;
        var output = _encoder is null
            ? _network.call(images)
            : _network.Balancer.call(_encoder.Embed(images, batch.Pixels));
        _network.Encoder.Precision = ComputePrecision.Full; // validation is always in float32
        var loss = ReliabilityLoss.Compute(
            output, _network.Balancer.Anchors, targets, _recipe.Loss, _classWeights, official ? trust : 1);
        loss.Total.backward();
        return new StepResult(
            loss.Total.item<float>(), loss.Class.item<float>(), loss.Anchor?.item<float>() ?? 0,
            loss.Center?.item<float>() ?? 0,
            (int)(output.Final.argmax(-1) == labels.argmax(-1)).sum().item<long>(), (int)images.shape[0]);
    }
}
