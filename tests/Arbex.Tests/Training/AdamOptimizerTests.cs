using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Tests.Training;

/// <summary>Our Adam against TorchSharp's own.</summary>
public sealed class AdamOptimizerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Twenty_steps_agree_with_the_reference(double weightDecay)
    {
        Seeding.Start(3);
        using var ours = nn.Sequential(("a", nn.Linear(6, 5, hasBias: false)), ("b", nn.Linear(5, 2, hasBias: false)));
        using var theirs = nn.Sequential(("a", nn.Linear(6, 5, hasBias: false)), ("b", nn.Linear(5, 2, hasBias: false)));
        theirs.load_state_dict(ours.state_dict());
        using var optimizer = new AdamOptimizer(ours.parameters(), weightDecay);
        using optim.Optimizer reference = weightDecay > 0
            ? optim.AdamW(theirs.parameters(), 0.01, weight_decay: weightDecay)
            : optim.Adam(theirs.parameters(), 0.01);
        for (var step = 0; step < 20; step++)
        {
            using var scope = NewDisposeScope();
            var x = randn(7, 6);
            optimizer.ZeroGradients();
            reference.zero_grad();
            ours.call(x).square().sum().backward();
            theirs.call(x).square().sum().backward();
            optimizer.Step(0.01);
            reference.step();
        }

        foreach (var (name, parameter) in ours.named_parameters())
        {
            TensorAssert.Close(theirs.get_parameter(name)!, parameter, 1e-6, name);
        }
    }

    [Fact]
    public void Gradients_are_clipped_to_the_norm_asked_for()
    {
        using var scope = NewDisposeScope();
        var parameter = new TorchSharp.Modules.Parameter(zeros(2));
        using var optimizer = new AdamOptimizer([parameter]);
        (parameter * tensor(new[] { 30f, 40f })).sum().backward();
        optimizer.Step(rate: 0, clip: 5);
        // Mean after one step is 0.1 of the clipped gradient (3, 4).
        TensorAssert.Close(tensor(new[] { 0.3f, 0.4f }), optimizer.Mean[..2], 1e-6, "clipped");
    }

    [Fact]
    public void What_needs_no_gradient_stays_as_it_is()
    {
        using var layer = nn.Linear(3, 3);
        layer.weight!.requires_grad = false;
        using var before = layer.weight.clone();
        using var optimizer = new AdamOptimizer(layer.parameters());
        using var x = ones(2, 3);
        layer.call(x).sum().backward();
        optimizer.Step(0.1);
        TensorAssert.Close(before, layer.weight, 0, "frozen weight");
    }

    [Fact]
    public void Climbing_goes_the_radius_along_the_gradient_and_returns()
    {
        using var scope = NewDisposeScope();
        var parameter = new TorchSharp.Modules.Parameter(zeros(2));
        using var optimizer = new AdamOptimizer([parameter]);
        (parameter * tensor(new[] { 3f, 4f })).sum().backward();

        var move = optimizer.Climb(radius: 0.5);
        TensorAssert.Close(tensor(new[] { 0.3f, 0.4f }), parameter, 1e-6, "climbed");
        optimizer.Return(move);
        TensorAssert.Close(zeros(2), parameter, 1e-6, "returned");
    }
}
