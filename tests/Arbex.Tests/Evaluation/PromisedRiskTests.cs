using Arbex.Evaluation;

namespace Arbex.Tests.Evaluation;

public sealed class PromisedRiskTests
{
    private static readonly PredictionSet Predictions = new()
    {
        Samples = [0, 1, 2, 3],
        Labels = [0, 0, 1, 1],
        Final = [[0.9, 0.1], [0.3, 0.7], [0.4, 0.6], [0.45, 0.55]],
        Primary = [[0.9, 0.1], [0.3, 0.7], [0.4, 0.6], [0.45, 0.55]],
    };

    [Theory]
    [InlineData(0.95, 0, double.NaN)]
    [InlineData(0.9, 0.25, 0)]
    [InlineData(0.7, 0.5, 0.5)]
    [InlineData(0.6, 0.75, 1.0 / 3)]
    [InlineData(0, 1, 0.25)]
    public void Answers_from_the_confidence_on_are_counted(double threshold, double coverage, double observed)
    {
        var promise = PromisedRisk.Of(Predictions, risk: 0.3, threshold);

        Assert.Equal((coverage, observed), (promise.Coverage, promise.Observed));
    }

    [Fact]
    public void A_promise_is_kept_where_no_more_answers_are_wrong_or_none_is_given()
    {
        Assert.True(PromisedRisk.Of(Predictions, risk: 0.5, threshold: 0.7).IsKept);
        Assert.False(PromisedRisk.Of(Predictions, risk: 0.4, threshold: 0.7).IsKept);
        Assert.True(PromisedRisk.Of(Predictions, risk: 0.4, threshold: 0.99).IsKept);
    }
}
