namespace Arbex.Training.Teachers;

/// <summary>Learning from the answers of trained networks beside the labels.</summary>
public sealed record DistillationOptions
{
    /// <summary>Share of a target that is the teacher's answer; the rest is the label. 0 is without a teacher.</summary>
    /// <value>The default value is 0; half is usual.</value>
    public double Weight { get; init; }

    /// <summary>
    /// What the teacher's answers are made softer (above 1) or sharper (below 1) by: q^(1/T), divided by its sum. The student learns
    /// to answer so.
    /// </summary>
    /// <value>The default value is 1: as the teacher answers.</value>
    public double Temperature { get; init; } = 1;

    /// <summary>Distilling and a teacher go together.</summary>
    /// <param name="isGiven">Whether there is a teacher.</param>
    /// <exception cref="ArbexException">There is one without the other.</exception>
    internal void CheckTeacher(bool isGiven)
    {
        OptionCheck.That(
            Weight == 0 || isGiven,
            FormattableString.Invariant($"The recipe's distillation.weight is {Weight}, and no teacher was given. Expected both or none. ")
            + "Pass a trained network's checkpoint to --distil-from, or set the weight to 0.");
        OptionCheck.That(
            Weight > 0 || !isGiven,
            "A teacher was given, and the recipe's distillation.weight is 0: nothing would be learnt from it. Expected both or none. "
            + "Set \"distillation\": { \"weight\": 0.5 } in the recipe, or leave out --distil-from.");
    }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArbexException">A value is out of range.</exception>
    internal void Validated()
    {
        OptionCheck.InRange(Weight, 0, 1, "distillation.weight");
        OptionCheck.InRange(Temperature, 0.01, 100, "distillation.temperature");
    }
}
