namespace Arbex.Evaluation.Report;

/// <summary>How large a report gets.</summary>
public sealed record ReportOptions
{
    /// <summary>Most faces of each kind (mistakes, fixed, broken), in [0, 200].</summary>
    /// <value>The default value is 18.</value>
    public int Faces { get; init; } = 18;

    /// <summary>Longest side of an embedded face in pixels, in [16, 512]; smaller faces stay as they are.</summary>
    /// <value>The default value is 96.</value>
    public int FaceSide { get; init; } = 96;

    /// <summary>Most samples that the t-SNE layout shows, in [0, 4000]; a seeded choice is drawn from more, and 0
    /// leaves
    /// the layout out.</summary>
    /// <value>The default value is 2000, which takes five to ten seconds.</value>
    public int LayoutSamples { get; init; } = 2000;

    /// <summary>Seed of the layout.</summary>
    /// <value>The default value is 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public ReportOptions Validated()
    {
        OptionCheck.InRange(Faces, 0, 200, "faces");
        OptionCheck.InRange(FaceSide, 16, 512, "faceSide");
        OptionCheck.InRange(LayoutSamples, 0, Projection.TSne.MostSamples, "layoutSamples");
        return this;
    }
}
