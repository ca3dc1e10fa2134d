using System.Runtime.InteropServices;
using Arbex.Imaging;
using Arbex.Tests.Data;
using Arbex.Training;

namespace Arbex.Tests.Training;

public sealed class BatchLoaderTests
{
    private static readonly BatchOptions Plain = new() { Preprocessing = new() { InputSize = 32 }, BatchSize = 4 };

    [Fact]
    public void A_sample_is_prepared_alike_wherever_it_stands_in_the_epoch()
    {
        var loader = new BatchLoader(TinyNetwork.Faces(), Plain with { Augmentation = FaceAugmentation.Heavy });
        var forwards = Inputs(loader, [0, 1, 2, 3, 4, 5]);
        var backwards = Inputs(loader, [5, 4, 3, 2, 1, 0]);
        foreach (var (sample, pixels) in forwards)
        {
            Assert.Equal(pixels, backwards[sample]);
        }

        Assert.NotEqual(forwards[0], Inputs(loader, [0], epoch: 1)[0]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void The_number_of_workers_changes_no_byte_and_no_order(int workers)
    {
        var options = Plain with
        {
            Augmentation = FaceAugmentation.Heavy,
            BatchSize = 5,
            Mixup = 0.4,
            SampleOneLabel = true,
        };
        // Later pictures are faster than earlier ones, so that workers overtake each other; the first waits until another has come.
        WatchedDataset? faces = null;
        faces = new WatchedDataset(TinyNetwork.Faces(64), before: i =>
        {
            Thread.Sleep(i % 5 == 0 ? 12 : 0);
            SpinWait.SpinUntil(() => faces!.Threads.Count > 1, ChildProcess.Patience);
        });
        int[] samples = [.. Enumerable.Range(0, 64)];
        new SeededRandom(3).Shuffle(samples.AsSpan());
        var expected = Everything(new BatchLoader(TinyNetwork.Faces(64), options, new() { Workers = 1 }), samples);
        var several = new BatchLoader(faces, options, new() { Workers = workers, BatchesAhead = 9 });

        var actual = Everything(several, samples);

        Assert.Equal(13, expected.Count);
        Assert.Equal(expected, actual);
        Assert.Equal(expected, Everything(several, samples)); // and in memory that was used before
        Assert.InRange(faces.Threads.Count, 2, 2 * workers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Batches_hold_every_sample_once_and_a_single_left_over_can_be_dropped(int workers)
    {
        int[] Sizes(bool dropSingle) =>
        [
            .. new BatchLoader(
                TinyNetwork.Faces(), Plain with { DropSingle = dropSingle }, new() { Workers = workers })
                .Batches([.. Enumerable.Range(0, 9)], 1, 0).Select(batch => batch.Count),
        ];
        Assert.Equal([4, 4, 1], Sizes(dropSingle: false));
        Assert.Equal([4, 4], Sizes(dropSingle: true));
        Assert.Empty(new BatchLoader(TinyNetwork.Faces(), Plain).Batches([], 1, 0));
    }

    [Fact]
    public void No_more_is_made_than_the_batches_ahead_and_the_one_in_use()
    {
        var faces = new WatchedDataset(Squares(400));
        var loader = new BatchLoader(
            faces, Plain with { BatchSize = 2 }, new LoaderOptions { Workers = 4, BatchesAhead = 3 });
        var taken = 0;
        foreach (var batch in loader.Batches([.. Enumerable.Range(0, 400)], 1, 0))
        {
            taken++;
            Assert.InRange(faces.Loads, 2 * taken, 2 * (taken + 3));
            batch.Dispose(); // its memory may be filled while this loop still runs
        }

        Assert.Equal(200, taken);
        Assert.Equal(4, loader.IdleBuffers);
    }

    [Fact]
    public void Leaving_early_ends_every_thread_and_returns_every_buffer()
    {
        var faces = new WatchedDataset(TinyNetwork.Faces(400));
        var loader = new BatchLoader(faces, Plain with { BatchSize = 2 }, new LoaderOptions { Workers = 3 });
        foreach (var batch in loader.Batches([.. Enumerable.Range(0, 400)], 1, 0))
        {
            Assert.Equal(2, batch.Count);
            break;
        }

        AssertOver(faces, loader, buffers: 5);
        Assert.InRange(faces.Loads, 2, 12); // five buffers, and the one that was left may be taken once more
    }

    [Fact]
    public void Cancelling_a_wait_ends_the_loop_every_thread_and_returns_every_buffer()
    {
        using var stop = new CancellationTokenSource();
        var faces = new WatchedDataset(Squares(400), before: i => CancelFrom(20, i, stop));
        var loader = new BatchLoader(faces, Plain, new LoaderOptions { Workers = 3 });
        var seen = 0;

        var refused = Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var batch in loader.Batches([.. Enumerable.Range(0, 400)], 1, 0, cancellation: stop.Token))
            {
                seen += batch.Count;
            }
        });

        Assert.Equal(stop.Token, refused.CancellationToken);
        Assert.InRange(seen, 0, 20);
        AssertOver(faces, loader, buffers: 5);
        Assert.Throws<OperationCanceledException>(() => loader.Batches([1], 1, 0, cancellation: stop.Token).Count());
    }

    [Fact]
    public void An_error_of_a_worker_reaches_the_loop_as_it_was_thrown()
    {
        var error = new InvalidOperationException("a mistake in a dataset");
        var faces = new WatchedDataset(Squares(400), before: i => _ = i == 37 ? throw error : 0);
        var loader = new BatchLoader(faces, Plain, new LoaderOptions { Workers = 3 }, _ => { });

        var thrown = Assert.Throws<InvalidOperationException>(
            () => loader.Batches([.. Enumerable.Range(0, 400)], 1, 0).Count());

        Assert.Same(error, thrown);
        AssertOver(faces, loader, buffers: 5);
    }

    [Fact]
    public void One_unreadable_picture_among_thousands_is_named_once_in_two_epochs_and_left_out()
    {
        const int Broken = 1234;
        var told = new List<string>();
        var faces = new WatchedDataset(Squares(25000), before: i => Refuse(i, Broken));
        var loader = new BatchLoader(
            faces, Plain with { BatchSize = 32, DropSingle = true }, new LoaderOptions { Workers = 3 }, told.Add);

        for (var epoch = 0; epoch < 2; epoch++)
        {
            var samples = loader.Batches([.. Enumerable.Range(0, 25000)], 1, epoch).SelectMany(batch => batch.Samples);
            Assert.Equal(Enumerable.Range(0, 25000).Where(i => i != Broken), samples);
            Assert.Equal(epoch + 1, loader.LeftOut);
        }

        Assert.Equal("picture 1234 is broken", Assert.Single(told));
        AssertOver(faces, loader, buffers: 5);
    }

    [Fact]
    public void A_strict_loader_fails_at_the_unreadable_picture_and_names_it()
    {
        var faces = new WatchedDataset(Squares(2500), before: i => Refuse(i, 20));
        var loader = new BatchLoader(faces, Plain, new LoaderOptions { Workers = 2 });

        var refused = Assert.Throws<ArbexException>(
            () => loader.Batches([.. Enumerable.Range(0, 2500)], 1, 0).Count());

        Assert.Contains("picture 20", refused.Message, StringComparison.Ordinal);
        Assert.InRange(faces.Loads, 1, 60); // at once, not at the end of the epoch
        AssertOver(faces, loader, buffers: 5);
    }

    [Fact]
    public void A_batch_can_be_read_until_it_is_returned_or_the_next_one_is_asked_for()
    {
        var loader = new BatchLoader(TinyNetwork.Faces(), Plain);
        using var batches = loader.Batches([.. Enumerable.Range(0, 8)], 1, 0).GetEnumerator();
        Assert.True(batches.MoveNext());
        var first = batches.Current;
        Assert.Equal(4 * 3 * 32 * 32, first.Pixels.Length);
        Assert.Equal(4 * 8, first.Targets.Length);

        Assert.True(batches.MoveNext());
        Assert.Throws<ObjectDisposedException>(() => first.Pixels.Length);
        Assert.Equal([0, 1, 2, 3], first.Samples);

        var second = batches.Current;
        second.Dispose();
        second.Dispose();
        Assert.Throws<ObjectDisposedException>(() => second.Targets.Length);
        Assert.False(batches.MoveNext());
        Assert.Equal(2, loader.IdleBuffers);
    }

    [Fact]
    public void The_time_that_a_loop_waits_is_measured()
    {
        var clock = new HandClock();
        var faces = new WatchedDataset(TinyNetwork.Faces(), before: _ => clock.Advance(TimeSpan.FromSeconds(3)));
        var loader = new BatchLoader(faces, Plain, new LoaderOptions { Workers = 1 }, time: clock);

        foreach (var batch in loader.Batches([0, 1, 2, 3], 1, 0))
        {
            clock.Advance(TimeSpan.FromSeconds(100)); // the network's own time
        }

        Assert.Equal(TimeSpan.FromSeconds(12), loader.Waited);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(257, 4)]
    [InlineData(1, 0)]
    public void Numbers_of_workers_and_batches_out_of_range_are_refused(int workers, int ahead) =>
        Assert.Throws<ArbexException>(() => new BatchLoader(
            TinyNetwork.Faces(), Plain, new LoaderOptions { Workers = workers, BatchesAhead = ahead }));

    private static MemoryDataset Squares(int count) =>
        new(3, [.. Enumerable.Range(0, count).Select(i => MemoryDataset.Sample(i, i % 3, 3))]);

    private static void Refuse(int index, int broken)
    {
        if (index == broken)
        {
            throw new ArbexException($"picture {index} is broken");
        }
    }

    /// <summary>Cancels as soon as a late picture is asked for.</summary>
    private static void CancelFrom(int first, int index, CancellationTokenSource stop)
    {
        if (index >= first)
        {
            stop.Cancel();
        }
    }

    private static void AssertOver(WatchedDataset faces, BatchLoader loader, int buffers)
    {
        Assert.NotEmpty(faces.Threads);
        Assert.All(faces.Threads, thread => Assert.False(thread.IsAlive));
        Assert.Equal(buffers, loader.IdleBuffers);
    }

    private static List<string> Everything(BatchLoader loader, int[] samples)
    {
        var all = new List<string>();
        foreach (var batch in loader.Batches(samples, seed: 7, epoch: 2))
        {
            all.Add(
                $"{string.Join(',', batch.Samples)} {Convert.ToHexString(MemoryMarshal.AsBytes(batch.Targets))} "
                + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(MemoryMarshal.AsBytes(batch.Pixels))));
        }

        return all;
    }

    private static Dictionary<int, float[]> Inputs(BatchLoader loader, int[] samples, int epoch = 0)
    {
        var inputs = new Dictionary<int, float[]>();
        var length = Plain.Preprocessing.InputLength;
        foreach (var batch in loader.Batches(samples, seed: 1, epoch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                inputs[batch.Samples[i]] = batch.Pixels.Slice(i * length, length).ToArray();
            }
        }

        return inputs;
    }

    private sealed class HandClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);
    }
}
