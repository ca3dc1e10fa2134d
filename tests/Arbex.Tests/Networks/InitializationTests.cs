using Arbex.Networks;

namespace Arbex.Tests.Networks;

public sealed class InitializationTests
{
    /// <summary>
    /// A layer whose weights all start equal never learns to tell its units apart. TorchSharp 0.107's truncated normal
    /// start does just that, so it is banned and this looks at the result.
    /// </summary>
    [Fact]
    public void Every_weight_starts_with_different_numbers()
    {
        using var network = new ArbexNet(ArbexOptions.Compact, 8);
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (parameter.dim() > 1)
            {
                Assert.True(parameter.std().item<float>() > 1e-3, $"{name} starts nearly constant");
            }
        }
    }

    [Fact]
    public void The_transformers_weights_start_with_the_deviation_asked_for()
    {
        var options = new TokenTransformerOptions { Width = 64, Depth = 1, Heads = 2, LinearDeviation = 0.03 };
        using var transformer = new TokenTransformer(options, tokens: 10);
        var weight = transformer.get_parameter("blocks.0.mlp.fc1.weight")!;
        Assert.InRange(weight.std().item<float>(), 0.028, 0.032);
        Assert.InRange(weight.mean().item<float>(), -0.002, 0.002);
    }
}
