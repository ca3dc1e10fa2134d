using System.Diagnostics;
using Arbex.Imaging;
using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests.Faces;

public sealed class DetectorNetworkTests
{
    [Fact]
    public void A_call_that_is_cancelled_ends_in_the_middle_of_the_network()
    {
        using var detector = new DetectorNetwork(SlowDetector.File(), "slow.onnx", [new YuNetLayout()], new FaceDetectorOptions());
        var picture = new ImageBuffer(SlowDetector.Side, SlowDetector.Side);
        var clock = Stopwatch.StartNew();
        Assert.Empty(detector.Detect(picture, CancellationToken.None));
        var whole = clock.Elapsed;

        // A busy machine may be late once.
        Assert.Contains(Enumerable.Range(0, 5), _ => TimeUntilCancelled(detector, picture, whole / 20) < whole / 2);
        Assert.Empty(detector.Detect(picture, CancellationToken.None));
    }

    private static TimeSpan TimeUntilCancelled(DetectorNetwork detector, ImageBuffer picture, TimeSpan after)
    {
        using var stop = new CancellationTokenSource(after);
        var clock = Stopwatch.StartNew();
        var cancelled = Assert.Throws<OperationCanceledException>(() => detector.Detect(picture, stop.Token));
        Assert.Equal(stop.Token, cancelled.CancellationToken);
        return clock.Elapsed;
    }
}
