using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Arbex.Imaging;
using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests;

/// <summary>When a stream answers, and how it ends.</summary>
public sealed class RecognizerStreamsTests
{
    private static readonly TimeSpan Patience = ChildProcess.Patience;

    private static readonly ImageBuffer Picture = FakeModel.Face(0.5);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_source_that_waits_for_each_answer_gets_it(int workers)
    {
        using var recognizer = new ExpressionRecognizer(new FakeModel());
        var pictures = Channel.CreateUnbounded<(int, ImageBuffer)>();
        await using var answers = recognizer.RecognizeAsync(pictures.Reader.ReadAllAsync(Ended), workers, Ended).GetAsyncEnumerator(Ended);
        for (var i = 0; i < 6; i++)
        {
            pictures.Writer.TryWrite((i, Picture));
            Assert.True(await answers.MoveNextAsync().AsTask().WaitAsync(Patience, Ended));
            Assert.Equal(i, answers.Current.Item);
        }

        pictures.Writer.Complete();
        Assert.False(await answers.MoveNextAsync().AsTask().WaitAsync(Patience, Ended));
    }

    [Fact]
    public async Task No_more_pictures_are_read_than_are_computed_at_once()
    {
        using var detector = new GatedDetector();
        using var recognizer = new ExpressionRecognizer(new FakeModel(), detector);
        var source = new CountedSource { Count = 20 };
        await using var answers = recognizer.RecognizeAsync(source.Read(Ended), workers: 3, Ended).GetAsyncEnumerator(Ended);
        var first = answers.MoveNextAsync().AsTask();
        Assert.True(SpinWait.SpinUntil(() => source.Given == 3, Patience));
        await Task.Delay(50, Ended);
        Assert.Equal(3, source.Given);
        detector.Gate.Set();
        Assert.True(await first.WaitAsync(Patience, Ended));
        for (var i = 1; i < 20; i++)
        {
            Assert.True(await answers.MoveNextAsync().AsTask().WaitAsync(Patience, Ended));
            Assert.Equal(i, answers.Current.Item);
            Assert.InRange(source.Given, i, i + 3);
        }
    }

    [Fact]
    public async Task Leaving_a_stream_ends_the_wait_for_the_next_picture_before_the_source_is_disposed_of()
    {
        using var recognizer = new ExpressionRecognizer(new FakeModel());
        var source = new CountedSource { Count = 1, HangsAtEnd = true };
        var answers = recognizer.RecognizeAsync(source.Read(default), workers: 4, Ended).GetAsyncEnumerator(Ended);
        Assert.True(await answers.MoveNextAsync().AsTask().WaitAsync(Patience, Ended));
        await answers.DisposeAsync().AsTask().WaitAsync(Patience, Ended);
        Assert.True(source.HasEnded);
    }

    [Fact]
    public async Task A_cancelled_stream_ends_while_it_waits_for_a_picture()
    {
        using var recognizer = new ExpressionRecognizer(new FakeModel());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        var source = new CountedSource { Count = 1, HangsAtEnd = true };
        await using var answers = recognizer.RecognizeAsync(source.Read(default), workers: 4, stop.Token).GetAsyncEnumerator(Ended);
        Assert.True(await answers.MoveNextAsync().AsTask().WaitAsync(Patience, Ended));
        var second = answers.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Patience, Ended));
        Assert.True(source.HasEnded);
    }

    [Fact]
    public async Task What_goes_wrong_with_a_source_shows_after_the_answers_before_it()
    {
        using var detector = new GatedDetector();
        using var recognizer = new ExpressionRecognizer(new FakeModel(), detector);
        var source = new CountedSource { Count = 2, FailsAtEnd = true };
        await using var answers = recognizer.RecognizeAsync(source.Read(Ended), workers: 4, Ended).GetAsyncEnumerator(Ended);
        var first = answers.MoveNextAsync().AsTask();
        Assert.True(SpinWait.SpinUntil(() => source.HasEnded, Patience));
        detector.Gate.Set();
        Assert.True(await first.WaitAsync(Patience, Ended));
        Assert.True(await answers.MoveNextAsync().AsTask().WaitAsync(Patience, Ended));
        var failed = await Assert.ThrowsAsync<IOException>(() => answers.MoveNextAsync().AsTask().WaitAsync(Patience, Ended));
        Assert.Equal("torn", failed.Message);
    }

    [Fact]
    public async Task What_goes_wrong_with_a_picture_shows_without_waiting_for_the_next()
    {
        using var recognizer = new ExpressionRecognizer(new FakeModel(), new FailingDetector());
        var source = new CountedSource { Count = 1, HangsAtEnd = true };
        await using var answers = recognizer.RecognizeAsync(source.Read(default), workers: 4, Ended).GetAsyncEnumerator(Ended);
        await Assert.ThrowsAsync<ArbexException>(() => answers.MoveNextAsync().AsTask().WaitAsync(Patience, Ended));
        Assert.True(source.HasEnded);
    }

    /// <summary>A source that tells how far it was read.</summary>
    private sealed class CountedSource
    {
        private int _given;

        public required int Count { get; init; }

        public bool HangsAtEnd { get; init; }

        public bool FailsAtEnd { get; init; }

        public int Given => Volatile.Read(ref _given);

        public bool HasEnded { get; private set; }

        public async IAsyncEnumerable<(int Item, ImageBuffer Picture)> Read([EnumeratorCancellation] CancellationToken cancellation)
        {
            try
            {
                for (var i = 0; i < Count; i++)
                {
                    await Task.Yield();
                    Interlocked.Increment(ref _given);
                    yield return (i, Picture);
                }

                await Task.Delay(HangsAtEnd ? Timeout.Infinite : 0, cancellation);
                if (FailsAtEnd)
                {
                    throw new IOException("torn");
                }
            }
            finally
            {
                HasEnded = true;
            }
        }
    }

    /// <summary>Finds the whole picture once its gate is open.</summary>
    private sealed class GatedDetector : IFaceDetector
    {
        private readonly WholePicture _whole = new();

        public ManualResetEventSlim Gate { get; } = new();

        public string Name => "gated";

        public IReadOnlyList<DetectedFace> Detect(ImageBuffer image, CancellationToken cancellation = default)
        {
            Gate.Wait(cancellation);
            return _whole.Detect(image, cancellation);
        }

        public void Dispose()
        {
            Gate.Set();
            _whole.Dispose();
        }
    }

    private sealed class FailingDetector : IFaceDetector
    {
        public string Name => "failing";

        public IReadOnlyList<DetectedFace> Detect(ImageBuffer image, CancellationToken cancellation = default) =>
            throw new ArbexException("no numbers");

        public void Dispose()
        {
        }
    }
}
