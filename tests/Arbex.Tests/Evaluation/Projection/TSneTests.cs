using Arbex.Evaluation;
using Arbex.Evaluation.Projection;
using Arbex.Imaging;

namespace Arbex.Tests.Evaluation.Projection;

public sealed class TSneTests
{
    private static readonly TSneOptions Quick = new() { Iterations = 250, Perplexity = 10 };

    [Fact]
    public void Obvious_clusters_are_apart_in_the_plane()
    {
        var (rows, labels) = Clusters(3, 25);
        var map = TSne.Embed(rows, Quick);

        Assert.Equal(150, map.Points.Length);
        Assert.All(map.Points, value => Assert.True(double.IsFinite(value)));
        Assert.True(ClusterScores.DaviesBouldin(map.Points, labels) < 0.6);
        for (var i = 0; i < rows.Length; i++)
        {
            var nearest = Enumerable.Range(0, rows.Length).Where(j => j != i).MinBy(j => Distance(map.Points, i, j));
            Assert.Equal(labels[i], labels[nearest]);
        }
    }

    [Fact]
    public void The_layout_is_a_function_of_its_seed()
    {
        var (rows, _) = Clusters(2, 9);
        var once = TSne.Embed(rows, Quick);
        Assert.Equal(once.Points, TSne.Embed(rows, Quick).Points);
        Assert.NotEqual(once.Points, TSne.Embed(rows, Quick with { Seed = 2 }).Points);
    }

    [Fact]
    public void The_gradient_is_that_of_the_divergence()
    {
        var (rows, _) = Clusters(2, 5);
        var affinities = Affinities.Of(rows, 3);
        var random = new SeededRandom(4);
        double[] points = [.. Enumerable.Range(0, 2 * rows.Length).Select(_ => random.NextGaussian())];
        var (_, gradient) = TSne.Evaluate(points, affinities);
        const double Step = 1e-5;
        for (var i = 0; i < points.Length; i++)
        {
            var (up, down) = (points.ToArray(), points.ToArray());
            (up[i], down[i]) = (up[i] + Step, down[i] - Step);
            var slope =
                (TSne.Evaluate(up, affinities).Divergence - TSne.Evaluate(down, affinities).Divergence) / (2 * Step);
            Assert.Equal(slope, gradient[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(12)]
    public void Affinities_are_a_symmetric_distribution_over_pairs_whatever_the_padding(int count)
    {
        var (rows, _) = Clusters(1, count);
        var affinities = Affinities.Of(rows, 2.5);
        var stride = affinities.Length / count;
        Assert.Equal(0, stride % 4);
        Assert.Equal(1, affinities.Sum(), 1e-9);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(0, affinities[(i * stride) + i]);
            Assert.All(Enumerable.Range(count, stride - count), j => Assert.Equal(0, affinities[(i * stride) + j]));
            Assert.All(
                Enumerable.Range(0, count),
                j => Assert.Equal(affinities[(i * stride) + j], affinities[(j * stride) + i], 1e-15));
        }
    }

    [Fact]
    public void Equal_rows_have_a_finite_layout()
    {
        float[][] rows = [.. Enumerable.Range(0, 10).Select(_ => new float[] { 1, 2, 3 })];
        Assert.All(TSne.Embed(rows, Quick).Points, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void What_cannot_be_laid_out_is_refused()
    {
        var (rows, _) = Clusters(1, TSne.FewestSamples - 1);
        Assert.Throws<ArgumentException>(() => TSne.Embed(rows));
        Assert.Throws<ArgumentException>(() => TSne.Embed([.. Clusters(1, 10).Rows, [1f]]));
        Assert.Throws<ArbexException>(() => TSne.Embed(Clusters(1, 10).Rows, new() { Perplexity = 0 }));
    }

    private static (float[][] Rows, int[] Labels) Clusters(int count, int size)
    {
        var random = new SeededRandom(11);
        var (rows, labels) = (new List<float[]>(), new List<int>());
        for (var k = 0; k < count; k++)
        {
            for (var i = 0; i < size; i++)
            {
                rows.Add([.. Enumerable.Range(0, 6).Select(d => (float)((d == k ? 12 : 0) + random.NextGaussian()))]);
                labels.Add(k);
            }
        }

        return ([.. rows], [.. labels]);
    }

    private static double Distance(double[] points, int i, int j) =>
        Math.Pow(points[2 * i] - points[2 * j], 2) + Math.Pow(points[(2 * i) + 1] - points[(2 * j) + 1], 2);
}
