using Arbex.Imaging;
using Arbex.Inference.Faces;
using Arbex.Inference.Tests.Faces;
using Arbex.Inference.Tests.Onnx;
using Google.Protobuf;

namespace Arbex.Inference.Tests;

/// <summary>One thread disposes what others use: native memory goes away under nobody, and later calls are refused as such.</summary>
public sealed class DisposedInUseTests
{
    private const int Callers = 4;
    private const int Rounds = 20;

    private static readonly byte[] Model = SmallModels.Network().ToByteArray();
    private static readonly byte[] Detector = OnnxBytes.Detector(new YuNetLayout(), 64, 64, _ => 0.5f);
    private static readonly ImageBuffer Picture = new(60, 40);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_recognizer(bool detects, bool mirrors)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var recognizer = Recognizer(detects, mirrors);
            await Race(recognizer, round % 2 == 0
                ? () => recognizer.Recognize(Picture)
                : () => recognizer.RecognizeFaces([Picture, Picture]));
        }
    }

    [Fact]
    public async Task A_model()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var model = OnnxExpressionModel.Open(Model, "small.onnx");
            var inputs = new float[model.Description.Preprocessing.InputLength];
            await Race(model, () => model.Run(inputs, 1, withEmbeddings: false));
        }
    }

    [Fact]
    public async Task A_detector()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var detector = new DetectorNetwork(Detector, "yunet.onnx", [new YuNetLayout()], new FaceDetectorOptions());
            await Race(detector, () => detector.Detect(Picture, CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_disposed_recognizer_says_so_whatever_it_is_called_with(bool detects, bool mirrors)
    {
        var recognizer = Recognizer(detects, mirrors);
        recognizer.Dispose();
        recognizer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => recognizer.Recognize(Picture));
        Assert.Throws<ObjectDisposedException>(() => recognizer.RecognizeFaces([Picture]));
        Assert.Throws<ObjectDisposedException>(() => recognizer.RecognizeDetected(Picture, []));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var _ in recognizer.RecognizeAsync(One()))
            {
            }
        });
        Assert.Equal(3, recognizer.Labels.Length);

        static async IAsyncEnumerable<(int, ImageBuffer)> One()
        {
            await Task.Yield();
            yield return (1, Picture);
        }
    }

    [Fact]
    public void A_mirrored_model_disposes_its_model_once_and_refuses_calls()
    {
        var inner = new FakeModel();
        var model = new MirroredModel(inner);
        model.Dispose();

        Assert.True(inner.IsDisposed);
        Assert.Throws<ObjectDisposedException>(
            () => model.Run(new float[inner.Description.Preprocessing.InputLength], 1, withEmbeddings: false));
    }

    private static ExpressionRecognizer Recognizer(bool detects, bool mirrors) => new(
        OnnxExpressionModel.Open(Model, "small.onnx"),
        detects ? new YuNetDetector(new DetectorNetwork(Detector, "yunet.onnx", [new YuNetLayout()], new FaceDetectorOptions())) : null,
        new RecognizerOptions { Mirror = mirrors });

    /// <summary>Calls on several threads until the object is disposed under them; each ends by the one right error.</summary>
    private static async Task Race(IDisposable used, Action call)
    {
        using var underWay = new CountdownEvent(Callers);
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                call();
                underWay.Signal();
                while (true)
                {
                    call();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Assert.True(underWay.Wait(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
        used.Dispose();
        foreach (var caller in callers)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => caller);
        }
    }
}
