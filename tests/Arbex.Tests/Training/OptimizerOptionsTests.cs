using Arbex.Training;

namespace Arbex.Tests.Training;

public sealed class OptimizerOptionsTests
{
    [Fact]
    public void The_papers_schedule_multiplies_the_rate_after_each_epoch()
    {
        var options = new OptimizerOptions();
        Assert.Equal(3e-4, options.RateAt(0.9, 1000), 12);
        Assert.Equal(3e-4 * 0.995, options.RateAt(1, 1000), 12);
        Assert.Equal(2.0e-6, options.RateAt(1000, 1000), 7);
    }

    [Fact]
    public void A_cosine_falls_to_nothing_and_a_warm_up_rises_to_the_full_rate()
    {
        var options = new OptimizerOptions
        {
            LearningRate = 1,
            Schedule = LearningRateSchedule.Cosine,
            WarmupEpochs = 2,
        };
        Assert.InRange(options.RateAt(0, 10), 0, 0.01);
        Assert.InRange(options.RateAt(1, 10), 0.45, 0.5);
        Assert.Equal(0, options.RateAt(10, 10), 12);
        Assert.True(options.RateAt(3, 10) > options.RateAt(6, 10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_learning_rate_must_be_above_zero(double rate)
    {
        var recipe = new Recipe { Optimizer = new() { LearningRate = rate } };
        Assert.Contains("learningRate", Assert.Throws<ArbexException>(() => recipe.Validated()).Message);
    }
}
