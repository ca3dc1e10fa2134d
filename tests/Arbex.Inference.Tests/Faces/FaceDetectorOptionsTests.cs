using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests.Faces;

public sealed class FaceDetectorOptionsTests
{
    public static TheoryData<FaceDetectorOptions, string> Wrong => new()
    {
        { new() { MinimumScore = 0 }, "MinimumScore is 0" },
        { new() { MinimumScore = 1.5 }, "MinimumScore is 1.5" },
        { new() { MinimumScore = double.NaN }, "MinimumScore" },
        { new() { MaximumOverlap = 0 }, "MaximumOverlap" },
        { new() { MinimumSize = -1 }, "MinimumSize is -1" },
        { new() { MinimumShare = 2 }, "MinimumShare" },
        { new() { MaximumSide = 63 }, "64 to 4096" },
        { new() { Threads = 0 }, "Threads is 0" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_value_out_of_range_is_named(FaceDetectorOptions options, string words) =>
        Assert.Contains(words, Assert.Throws<ArbexException>(options.Validated).Message, StringComparison.Ordinal);

    [Fact]
    public void The_defaults_are_in_range()
    {
        var options = new FaceDetectorOptions();

        Assert.Same(options, options.Validated());
    }
}
