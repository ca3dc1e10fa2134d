namespace Arbex.Inference.Tests;

public sealed class UseCountTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Closing_waits_for_the_calls_in_flight_and_refuses_later_ones()
    {
        var count = new UseCount(this);
        using var entered = new ManualResetEventSlim();
        using var ends = new ManualResetEventSlim();
        var ended = false;
        var call = Task.Factory.StartNew(
            () =>
            {
                using var use = count.Enter();
                entered.Set();
                ends.Wait(Patience);
                ended = true;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(entered.Wait(Patience, TestContext.Current.CancellationToken));

        var closing = Task.Run(() => (First: count.Close(), Ended: ended), TestContext.Current.CancellationToken);
        while (!IsRefused(count))
        {
            await Task.Yield();
        }

        Assert.False(closing.IsCompleted);
        ends.Set();

        Assert.Equal((true, true), await closing.WaitAsync(Patience, TestContext.Current.CancellationToken));
        await call;
        Assert.False(count.Close());
        Assert.Contains(
            nameof(UseCountTests), Assert.Throws<ObjectDisposedException>(() => count.Enter()).ObjectName, StringComparison.Ordinal);
    }

    [Fact]
    public void Closing_from_inside_a_call_is_refused_and_the_object_can_still_be_used()
    {
        var count = new UseCount(this);
        using (count.Enter())
        {
            Assert.Contains(
                "from inside", Assert.Throws<InvalidOperationException>(() => count.Close()).Message, StringComparison.Ordinal);
        }

        count.Enter().Dispose();
        Assert.True(count.Close());
    }

    [Fact]
    public void Only_one_of_many_who_close_frees_the_memory()
    {
        var count = new UseCount(this);
        var first = 0;
        Parallel.For(0, 64, _ =>
        {
            if (count.Close())
            {
                Interlocked.Increment(ref first);
            }
        });

        Assert.Equal(1, first);
    }

    private static bool IsRefused(UseCount count)
    {
        try
        {
            count.Enter().Dispose();
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
