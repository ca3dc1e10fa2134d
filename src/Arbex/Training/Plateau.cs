namespace Arbex.Training;

/// <summary>What the plateau schedule remembers: its factor of the rate, the best loss and how long ago that was.</summary>
/// <param name="Factor">Product of all lowerings, 1 at first.</param>
/// <param name="Best">Lowest validation loss so far.</param>
/// <param name="Worse">Epochs since.</param>
internal readonly record struct Plateau(double Factor, double Best, double Worse)
{
    /// <summary>Before the first epoch.</summary>
    public static Plateau Start { get; } = new(1, double.PositiveInfinity, 0);

    /// <summary>After one more epoch.</summary>
    /// <param name="loss">Its validation loss.</param>
    /// <param name="options">Schedule, patience and factor.</param>
    public Plateau After(double loss, OptimizerOptions options)
    {
        if (loss < Best)
        {
            return this with { Best = loss, Worse = 0 };
        }

        return options.Schedule == LearningRateSchedule.Plateau && Worse >= options.PlateauPatience
            ? this with { Factor = Factor * options.PlateauFactor, Worse = 0 }
            : this with { Worse = Worse + 1 };
    }
}
