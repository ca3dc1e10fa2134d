using Arbex.Losses;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>The numbers of one step.</summary>
/// <param name="Loss">Total loss.</param>
/// <param name="Class">Class loss.</param>
/// <param name="Anchor">Anchor loss, 0 without anchors.</param>
/// <param name="Center">Centre loss, 0 without anchors.</param>
/// <param name="Correct">Samples whose final answer is their most probable label.</param>
/// <param name="Count">Samples in the step.</param>
public readonly record struct StepResult(
    double Loss, double Class, double Anchor, double Center, int Correct, int Count);

/// <summary>One step: forward, losses, backward, optimiser. Leaves no tensor behind.</summary>
internal sealed class TrainingStep
{
    private readonly ArbexNet _network;
    private readonly AdamOptimizer _optimizer;
    private readonly Recipe _recipe;
    private readonly Device _device;

    public TrainingStep(ArbexNet network, AdamOptimizer optimizer, Recipe recipe, Device device)
    {
        (_network, _optimizer, _recipe, _device) = (network, optimizer, recipe, device);
    }

    public StepResult Run(FaceBatch batch, double rate, double trust)
    {
        using var scope = NewDisposeScope();
        var side = _recipe.Network.InputSize;
        var images = HostTensor.From(batch.Pixels, batch.Count, 3, side, side).to(_device); // [B, 3, S, S]
        var targets = HostTensor.From(batch.Targets, batch.Count, _network.Classes).to(_device); // [B, N]

        _network.Balancer.Trust = trust;
        var official = _recipe.Network.Reliability.FusionForm == Reliability.FusionForm.OfficialTrust;
        _optimizer.ZeroGradients();
        var output = _network.call(images);
        var loss = ReliabilityLoss.Compute(
            output, _network.Balancer.Anchors, targets, _recipe.Loss, trust: official ? trust : 1);
        loss.Total.backward();
        _optimizer.Step(rate, _recipe.Optimizer.GradientClip);
        return new StepResult(
            loss.Total.item<float>(), loss.Class.item<float>(), loss.Anchor?.item<float>() ?? 0,
            loss.Center?.item<float>() ?? 0,
            (int)(output.Final.argmax(-1) == targets.argmax(-1)).sum().item<long>(), batch.Count);
    }
}
