using Arbex.Training;

namespace Arbex.Tests.Training;

public sealed class PlateauTests
{
    private static readonly OptimizerOptions Options = new()
    {
        Schedule = LearningRateSchedule.Plateau,
        PlateauPatience = 1,
        PlateauFactor = 0.5,
    };

    [Fact]
    public void The_rate_falls_when_patience_is_over_and_waits_anew_after_that() =>
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.25, 0.25], Factors(Options, 3, 2, 2, 2, 2, 2, 1));

    [Fact]
    public void Other_schedules_leave_it_alone() =>
        Assert.All(Factors(Options with { Schedule = LearningRateSchedule.Cosine }, 1, 1, 1, 1), factor => Assert.Equal(1, factor));

    private static double[] Factors(OptimizerOptions options, params double[] losses)
    {
        var plateau = Plateau.Start;
        return [.. losses.Select(loss => (plateau = plateau.After(loss, options)).Factor)];
    }
}
