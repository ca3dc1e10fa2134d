using Arbex.Imaging;
using Arbex.Training;
using CsCheck;

namespace Arbex.Tests.Training;

public sealed class MixupTests
{
    private static readonly BatchOptions Options = new() { Preprocessing = new() { InputSize = 32 }, BatchSize = 5 };

    [Fact]
    public void Targets_stay_distributions_and_the_sum_of_a_batch_stays() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 8], Gen.Double[0, 1], Gen.Long).Sample((count, classes, share, seed) =>
        {
            var random = new SeededRandom(seed);
            var targets = new float[count * classes];
            for (var i = 0; i < count; i++)
            {
                var row = targets.AsSpan(i * classes, classes);
                foreach (ref var value in row)
                {
                    value = (float)random.NextDouble(0.01, 1);
                }

                var sum = Sum(row);
                foreach (ref var value in row)
                {
                    value /= sum;
                }
            }

            var pixels = Enumerable.Range(0, count * 12).Select(_ => (float)random.NextGaussian()).ToArray();
            var before = pixels.Sum();
            Mixup.Apply(pixels, targets, count, share);

            Assert.All(targets, value => Assert.InRange(value, 0, 1));
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(1, Sum(targets.AsSpan(i * classes, classes)), 5);
            }

            Assert.Equal(before, pixels.Sum(), 3);
        });

    [Fact]
    public void A_face_is_blended_with_the_one_as_far_from_the_other_end()
    {
        float[] pixels = [1, 1, 5, 5, 9, 9];
        float[] targets = [1, 0, 0.5f, 0.5f, 0, 1];
        Mixup.Apply(pixels, targets, 3, 0.75);
        Assert.Equal([3, 3, 5, 5, 7, 7], pixels);
        Assert.Equal([0.75f, 0.25f, 0.5f, 0.5f, 0.25f, 0.75f], targets);
    }

    [Fact]
    public void A_share_of_one_and_an_alpha_of_zero_change_nothing()
    {
        float[] pixels = [1, 2, 3, 4];
        float[] targets = [1, 0, 0, 1];
        Mixup.Apply(pixels, targets, 2, 1);
        Assert.Equal([1, 2, 3, 4], pixels);
        Assert.Equal([1, 0, 0, 1], targets);

        var faces = TinyNetwork.Faces();
        Assert.Equal(First(faces, Options), First(faces, Options with { Mixup = 0 }));
        Assert.NotEqual(First(faces, Options), First(faces, Options with { Mixup = 0.4 }));
        Assert.Equal(First(faces, Options with { Mixup = 0.4 }), First(faces, Options with { Mixup = 0.4 }));
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public void Shares_have_the_mean_and_the_variance_of_the_beta_distribution(double alpha)
    {
        var random = new SeededRandom(5);
        var shares = Enumerable.Range(0, 20_000).Select(_ => Mixup.Share(alpha, random)).ToArray();
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        var mean = shares.Average();
        var variance = shares.Average(share => (share - mean) * (share - mean));
        Assert.InRange(mean, 0.485, 0.515);
        Assert.InRange(variance * 4 * ((2 * alpha) + 1), 0.95, 1.05); // 1 / (4 (2 alpha + 1))
    }

    [Fact]
    public void Shares_and_alphas_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Mixup.Apply([], [], 0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mixup.Apply([], [], 0, 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mixup.Share(0, new SeededRandom(1)));
        Assert.Throws<ArbexException>(() => new BatchLoader(TinyNetwork.Faces(), Options with { Mixup = -1 }));
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static float[] First(Arbex.Data.IFaceDataset faces, BatchOptions options)
    {
        foreach (var batch in new BatchLoader(faces, options).Batches([0, 1, 2, 3, 4], 1, 0))
        {
            return [.. batch.Pixels, .. batch.Targets];
        }

        return [];
    }
}
