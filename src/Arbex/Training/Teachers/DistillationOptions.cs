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

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArbexException">A value is out of range.</exception>
    internal void Validated()
    {
        OptionCheck.InRange(Weight, 0, 1, "distillation.weight");
        OptionCheck.InRange(Temperature, 0.01, 100, "distillation.temperature");
    }
}
