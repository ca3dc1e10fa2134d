using Arbex.Cli.Predict;

namespace Arbex.Cli.Tests.Predict;

public sealed class OrderedWorkTests
{
    private const long Gigabyte = 1L << 30;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1L, 9)]
    [InlineData(Gigabyte, 1)]
    public void Large_items_are_worked_on_one_after_the_other_and_small_ones_at_once(long size, int most)
    {
        var (running, highest) = (0, 0);
        var work = OrderedWork.Run(Counted(), item => item, workers: 8, _ => size, Token);

        var results = new List<int>();
        foreach (var result in work)
        {
            Interlocked.Decrement(ref running);
            results.Add(result);
        }

        Assert.Equal(Enumerable.Range(0, 40), results);
        Assert.Equal(most + 1, highest); // the one that was read last waits for its turn

        IEnumerable<int> Counted()
        {
            for (var i = 0; i < 40; i++)
            {
                highest = Math.Max(highest, Interlocked.Increment(ref running));
                yield return i;
            }
        }
    }

    [Fact]
    public void The_budget_grows_with_the_workers_and_keeps_to_the_memory_there_is()
    {
        Assert.True(new WorkMemory(1, 64 * Gigabyte).HasRoomFor(Gigabyte / 2));
        Assert.False(new WorkMemory(1, 64 * Gigabyte).HasRoomFor(Gigabyte));
        Assert.True(new WorkMemory(16, 64 * Gigabyte).HasRoomFor(2 * Gigabyte));
        Assert.False(new WorkMemory(16, Gigabyte).HasRoomFor(Gigabyte / 2));
    }

    [Fact]
    public void Memory_that_was_given_back_is_there_again()
    {
        var memory = new WorkMemory(1, 64 * Gigabyte);
        memory.Take(Gigabyte / 2);
        Assert.False(memory.HasRoomFor(1));
        memory.GiveBack(Gigabyte / 2);
        Assert.True(memory.HasRoomFor(1));
    }
}
