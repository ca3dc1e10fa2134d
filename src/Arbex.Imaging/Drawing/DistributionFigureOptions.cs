namespace Arbex.Imaging;

/// <summary>How a <see cref="DistributionFigure"/> looks.</summary>
public sealed record DistributionFigureOptions
{
    /// <summary>The line above the faces; empty for none.</summary>
    /// <value>The default is empty.</value>
    public string Title { get; init; } = "";

    /// <summary>The legend's name of the probabilities before correction.</summary>
    /// <value>The default is "primary".</value>
    public string PrimaryName { get; init; } = "primary";

    /// <summary>The legend's name of the probabilities after correction.</summary>
    /// <value>The default is "corrected".</value>
    public string CorrectedName { get; init; } = "corrected";

    /// <summary>Faces beside each other, in [1, 6].</summary>
    /// <value>The default is 1.</value>
    public int Columns { get; init; } = 1;

    /// <summary>Side of a face in points, in [64, 512].</summary>
    /// <value>The default is 176.</value>
    public int FaceSize { get; init; } = 176;

    /// <summary>Pixels a point, in [1, 4]; 2 is sharp on today's screens.</summary>
    /// <value>The default is 2.</value>
    public int Scale { get; init; } = 2;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public DistributionFigureOptions Validated()
    {
        if (Title is null || PrimaryName is null || CorrectedName is null)
        {
            throw new ArbexException(
                "Title, PrimaryName or CorrectedName is null. Expected texts; leave Title empty for no title.");
        }

        DrawingChecks.InRange(nameof(Columns), Columns, 1, 6);
        DrawingChecks.InRange(nameof(FaceSize), FaceSize, 64, 512);
        DrawingChecks.InRange(nameof(Scale), Scale, 1, 4);
        return this;
    }
}
