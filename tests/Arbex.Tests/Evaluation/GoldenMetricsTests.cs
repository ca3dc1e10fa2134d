using System.Text.Json;
using Arbex.Evaluation;

namespace Arbex.Tests.Evaluation;

/// <summary>All numbers of Goldens/metrics.json: 40 samples, 4 classes, from an independent implementation.</summary>
public sealed class GoldenMetricsTests
{
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Golden = GoldenFile.Read("metrics.json");

    private static readonly int[] Labels = Golden.GetProperty("inputs").GetProperty("labels").Deserialize<int[]>()!;

    private static readonly DistributionMetrics Metrics = DistributionMetrics.Compute(Flat("probs"), Labels, 4);

    public static TheoryData<string, double> Numbers => new()
    {
        { "accuracy", Metrics.Accuracy },
        { "balanced_accuracy", Metrics.BalancedAccuracy },
        { "macro_precision", Metrics.MacroPrecision },
        { "macro_recall", Metrics.MacroRecall },
        { "macro_f1", Metrics.MacroF1 },
        { "ece10", Metrics.Ece10 },
        { "ece15", Metrics.Ece },
        { "adaptive_ece10", Metrics.AdaptiveEce10 },
        { "brier", Metrics.Brier },
        { "nll", Metrics.Nll },
        { "aurc", Metrics.Aurc },
        { "e_aurc", Metrics.EAurc },
        { "selective_acc_at_0_8", Metrics.SelectiveAccuracy80 },
        { "mean_normalised_entropy", Metrics.MeanNormalizedEntropy },
        { "davies_bouldin", ClusterScores.DaviesBouldin(Flat("X"), Labels) },
        { "calinski_harabasz", ClusterScores.CalinskiHarabasz(Flat("X"), Labels) },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_are_the_golden_ones(string name, double actual) =>
        Assert.Equal(Golden.GetProperty(name).GetDouble(), actual, Tolerance);

    [Fact]
    public void Counts_and_class_scores_are_the_golden_ones()
    {
        Assert.Equal(
            Golden.GetProperty("confusion").Deserialize<int[][]>()!, Metrics.Confusion.Select(row => row.ToArray()));
        AssertClose("precision", Metrics.PerClass.Select(scores => scores.Precision));
        AssertClose("recall", Metrics.PerClass.Select(scores => scores.Recall));
        AssertClose("f1", Metrics.PerClass.Select(scores => scores.F1));
    }

    [Fact]
    public void No_golden_number_is_left_out()
    {
        string[] others = ["inputs", "confusion", "precision", "recall", "f1"];
        Assert.Equal(
            Golden.EnumerateObject().Select(property => property.Name).Except(others).Order(),
            Numbers.Select(row => row.Data.Item1).Order());
    }

    private static double[] Flat(string name) =>
        [.. Golden.GetProperty("inputs").GetProperty(name).Deserialize<double[][]>()!.SelectMany(row => row)];

    private static void AssertClose(string name, IEnumerable<double> actual)
    {
        var expected = Golden.GetProperty(name).Deserialize<double[]>()!;
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.Equal(expected.Length, actual.Count());
    }
}
