using System.Diagnostics;
using Arbex.Imaging;
using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests.Faces;

public sealed class DetectorNetworkTests
{
    private const int Tries = 100;

    [Fact]
    public void A_call_that_is_cancelled_ends_in_the_middle_of_the_network()
    {
        using var detector = new DetectorNetwork(SlowDetector.File(), "slow.onnx", [new YuNetLayout()], new FaceDetectorOptions());
        var picture = new ImageBuffer(SlowDetector.Side, SlowDetector.Side);

        // A busy machine may be late many times, but not always.
        Assert.Contains(Enumerable.Range(0, Tries), _ =>
        {
            var clock = Stopwatch.StartNew();
            Assert.Empty(detector.Detect(picture, CancellationToken.None));
            var whole = clock.Elapsed;
            return TimeUntilCancelled(detector, picture, whole / 20) < whole / 2;
        });
        Assert.Empty(detector.Detect(picture, CancellationToken.None));
    }

    /// <summary>Longer than everything, where the call was over before it was cancelled.</summary>
    private static TimeSpan TimeUntilCancelled(DetectorNetwork detector, ImageBuffer picture, TimeSpan after)
    {
        using var stop = new CancellationTokenSource(after);
        var clock = Stopwatch.StartNew();
        try
        {
            detector.Detect(picture, stop.Token);
            return TimeSpan.MaxValue;
        }
        catch (OperationCanceledException cancelled)
        {
            Assert.Equal(stop.Token, cancelled.CancellationToken);
            return clock.Elapsed;
        }
    }
}
