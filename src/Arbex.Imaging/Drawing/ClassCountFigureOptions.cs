namespace Arbex.Imaging;

/// <summary>How a <see cref="ClassCountFigure"/> looks.</summary>
public sealed record ClassCountFigureOptions
{
    /// <summary>The line above the panels; empty for none.</summary>
    /// <value>The default is empty.</value>
    public string Title { get; init; } = "";

    /// <summary>Panels beside each other, in [1, 4].</summary>
    /// <value>The default is 2.</value>
    public int Columns { get; init; } = 2;

    /// <summary>Pixels a point, in [1, 4]; 2 is sharp on today's screens.</summary>
    /// <value>The default is 2.</value>
    public int Scale { get; init; } = 2;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public ClassCountFigureOptions Validated()
    {
        if (Title is null)
        {
            throw new ArbexException("Title is null. Expected a text; leave it empty for no title.");
        }

        DrawingChecks.InRange(nameof(Columns), Columns, 1, 4);
        DrawingChecks.InRange(nameof(Scale), Scale, 1, 4);
        return this;
    }
}
