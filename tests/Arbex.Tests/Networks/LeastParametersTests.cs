using Arbex.Networks;

namespace Arbex.Tests.Networks;

/// <summary>Networks are made from libtorch's one generator, so that no other test may draw from it meanwhile.</summary>
[Collection(nameof(SharedGenerator))]
public sealed class LeastParametersTests
{
    [Theory]
    [InlineData("compact")]
    [InlineData("paper")]
    [InlineData("poster++")]
    public void The_bound_is_below_what_a_network_has_and_not_far_below(string preset)
    {
        var options = ArbexOptions.Preset(preset);
        using var network = new ArbexNet(options, 8);
        var parameters = network.parameters().Sum(parameter => parameter.numel());
        Assert.InRange(LeastParameters.Of(options, 8), parameters / 10, parameters);
    }

    [Fact]
    public void The_smallest_networks_have_more_than_the_bound()
    {
        using var tiny = new ArbexNet(TinyNetwork.Options, 8);
        Assert.True(LeastParameters.Of(TinyNetwork.Options, 8) <= tiny.parameters().Sum(parameter => parameter.numel()));
        using var small = new ArbexNet(SmallNetwork.Options, 3);
        Assert.True(LeastParameters.Of(SmallNetwork.Options, 3) <= small.parameters().Sum(parameter => parameter.numel()));
    }
}
