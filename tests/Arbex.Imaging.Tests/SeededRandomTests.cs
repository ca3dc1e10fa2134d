using CsCheck;

namespace Arbex.Imaging.Tests;

public sealed class SeededRandomTests
{
    [Fact]
    public void The_sequence_never_changes()
    {
        // SplitMix64 after its own mixing of the seed; computed in Python:
        // def mix(z): z=((z^z>>30)*0xBF58476D1CE4E5B9)%2**64; z=((z^z>>27)*0x94D049BB133111EB)%2**64; return z^z>>31
        // state=mix(42); then twice state=(state+0x9E3779B97F4A7C15)%2**64 and hex(mix(state))
        var random = new SeededRandom(42);
        Assert.Equal(0x989B3F130A063869UL, random.NextBits());
        Assert.Equal(0x290DB4BF2570DED7UL, random.NextBits());
    }

    [Fact]
    public void Equal_seeds_give_equal_sequences() =>
        Gen.Long.Sample(seed => Assert.Equal(Draw(new SeededRandom(seed)), Draw(new SeededRandom(seed))));

    [Fact]
    public void Streams_that_differ_in_one_number_share_no_draw()
    {
        var draws = new HashSet<ulong>();
        for (var epoch = 0; epoch < 30; epoch++)
        {
            for (var sample = 0; sample < 30; sample++)
            {
                Assert.All(Draw(SeededRandom.ForStream(7, epoch, sample)), bits => Assert.True(draws.Add(bits)));
            }
        }
    }

    [Fact]
    public void Streams_are_not_correlated()
    {
        const int Count = 20_000;
        double sum = 0;
        for (var i = 0; i < Count; i++)
        {
            var first = SeededRandom.ForStream(1, i).NextDouble() - 0.5;
            var next = SeededRandom.ForStream(1, i + 1).NextDouble() - 0.5;
            sum += first * next;
        }

        // Products have mean 0 and deviation 1/12.
        Assert.InRange(sum / Count * 12, -5 / Math.Sqrt(Count), 5 / Math.Sqrt(Count));
    }

    [Fact]
    public void Integers_stay_below_the_count() =>
        Gen.Select(Gen.Long, Gen.Int[1, int.MaxValue]).Sample((seed, count) =>
            Assert.InRange(new SeededRandom(seed).NextInt(count), 0, count - 1));

    [Fact]
    public void Integers_are_equally_likely()
    {
        var random = new SeededRandom(3);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.NextInt(7)]++;
        }

        // The deviation of one count is 93.
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void A_count_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(0).NextInt(0));

    [Fact]
    public void Normal_numbers_have_mean_0_and_variance_1()
    {
        var random = new SeededRandom(5);
        var values = Enumerable.Range(0, 50_000).Select(_ => random.NextGaussian()).ToArray();
        Assert.InRange(values.Average(), -0.025, 0.025);
        Assert.InRange(values.Average(value => value * value), 0.96, 1.04);
    }

    [Fact]
    public void Shuffling_keeps_every_item() =>
        Gen.Select(Gen.Long, Gen.Int[0, 50]).Sample((seed, count) =>
        {
            var items = Enumerable.Range(0, count).ToArray();
            new SeededRandom(seed).Shuffle<int>(items);
            Assert.Equal(Enumerable.Range(0, count), items.Order());
        });

    [Fact]
    public void All_orders_of_three_are_equally_likely()
    {
        var random = new SeededRandom(11);
        var orders = new Dictionary<string, int>();
        for (var i = 0; i < 12_000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle<char>(items);
            var order = new string(items);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 1_800, 2_200));
    }

    private static ulong[] Draw(SeededRandom random) => [random.NextBits(), random.NextBits(), random.NextBits()];
}
