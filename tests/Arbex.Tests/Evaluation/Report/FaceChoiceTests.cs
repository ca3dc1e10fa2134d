using Arbex.Evaluation;
using Arbex.Evaluation.Report;

namespace Arbex.Tests.Evaluation.Report;

public sealed class FaceChoiceTests
{
    // Truth 0 throughout: fixed, broken, right, wrong and surer, wrong and unsure, fixed by more.
    private static readonly double[] Before = [.4, .6, .9, .3, .45, .1];
    private static readonly double[] After = [.6, .4, .8, .1, .42, .9];

    [Fact]
    public void Each_kind_is_chosen_and_ordered_by_what_matters()
    {
        var choice = new FaceChoice(Two(Before), Two(After), 10);
        Assert.Equal([3, 1, 4], choice.Mistakes);
        Assert.Equal([5, 0], choice.Fixed);
        Assert.Equal([1], choice.Broken);
        Assert.Equal([3, 2, 4], choice.Moved);
    }

    [Fact]
    public void No_more_than_asked_for_are_chosen()
    {
        var choice = new FaceChoice(Two(Before), Two(After), 1);
        Assert.Equal([3], choice.Mistakes);
        Assert.Equal([5], choice.Fixed);
        Assert.Single(choice.Moved);
    }

    [Fact]
    public void Distance_is_the_probability_that_moved() =>
        Assert.Equal(0.3, FaceChoice.Distance([.5, .5, 0], [.2, .6, .2]), 1e-12);

    private static Predictions Two(double[] first) =>
        Predictions.FromRows([.. first.Select(p => new[] { p, 1 - p })], new int[first.Length]);
}
