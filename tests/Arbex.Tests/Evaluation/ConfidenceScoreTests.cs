using Arbex.Evaluation;
using CsCheck;

namespace Arbex.Tests.Evaluation;

public sealed class ConfidenceScoreTests
{
    private static readonly Predictions Three =
        new([.5, .3, .2, 1, 0, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0], [0, 1, 2], 3);

    [Fact]
    public void A_certain_answer_has_the_highest_scores_and_a_uniform_one_the_lowest()
    {
        Assert.Equal([0.2, 1, 0], ConfidenceScores.Margin(Three).Select(score => Math.Round(score, 12)));
        var entropy = ConfidenceScores.Entropy(Three);
        Assert.Equal(1, entropy[1]);
        Assert.Equal(0, entropy[2], 1e-12);
        Assert.Equal(
            1 - (-((.5 * Math.Log(.5)) + (.3 * Math.Log(.3)) + (.2 * Math.Log(.2))) / Math.Log(3)), entropy[0], 1e-12);
    }

    [Fact]
    public void Energy_is_the_logarithm_of_summed_exponentials_and_survives_large_logits()
    {
        Assert.Equal(Math.Log(Math.Exp(1) + Math.Exp(2)), ConfidenceScores.Energy([1, 2]), 1e-12);
        Assert.Equal(1000 + Math.Log(2), ConfidenceScores.Energy([1000, 1000]), 1e-9);
    }

    [Fact]
    public void With_two_classes_all_scores_of_probabilities_rank_alike() =>
        // In steps that floating point knows exactly: rounded differences would break ties in one score and not in the other.
        Gen.Int[0, 4096].Select(step => step / 4096.0).Array[2, 40].Sample(first =>
        {
            var predictions = Predictions.FromRows(
                [.. first.Select(p => new[] { p, 1 - p })], [.. first.Select((_, i) => i % 2)]);
            var scores = ConfidenceComparison.Compute(predictions);
            Assert.Null(scores.Energy);
            Assert.Equal(scores.MaximumProbability.ErrorAuroc, scores.Margin.ErrorAuroc, 1e-6);
        });

    [Fact]
    public void The_metrics_of_a_document_rank_by_the_greatest_probability()
    {
        var metrics = DistributionMetrics.Compute(Three, [3, 1, 2]);
        Assert.Equal(metrics.Aurc, metrics.ConfidenceScores!.MaximumProbability.Aurc);
        Assert.Equal(metrics.ErrorAuroc, metrics.ConfidenceScores.MaximumProbability.ErrorAuroc);
        // By energy the right answer is surest: no error comes before it, then one of two, two of three.
        Assert.Equal((0 + (1 / 2.0) + (2 / 3.0)) / 3, metrics.ConfidenceScores.Energy!.Aurc, 1e-12);
    }
}
