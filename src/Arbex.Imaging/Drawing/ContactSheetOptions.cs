namespace Arbex.Imaging;

/// <summary>How a contact sheet looks.</summary>
public sealed record ContactSheetOptions
{
    /// <summary>The line above the faces; empty for none.</summary>
    /// <value>The default is empty.</value>
    public string Title { get; init; } = "";

    /// <summary>Faces in a row, in [1, 100]; 0 for about as many columns as rows, at most 10.</summary>
    /// <value>The default is 0.</value>
    public int Columns { get; init; }

    /// <summary>Faces in a row that belong together, set apart from the next such group by a wider gap, in [1, 100];
    /// 0 for none.</summary>
    /// <value>The default is 0.</value>
    public int GroupSize { get; init; }

    /// <summary>Side of a face in points, in [48, 512].</summary>
    /// <value>The default is 120.</value>
    public int TileSize { get; init; } = 120;

    /// <summary>Pixels a point, in [1, 4]; 2 is sharp on today's screens.</summary>
    /// <value>The default is 2.</value>
    public int Scale { get; init; } = 2;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public ContactSheetOptions Validated()
    {
        if (Title is null)
        {
            throw new ArbexException("Title is null. Expected a text; leave it empty for no title.");
        }

        DrawingChecks.InRange(nameof(Columns), Columns, 0, 100);
        DrawingChecks.InRange(nameof(GroupSize), GroupSize, 0, 100);
        DrawingChecks.InRange(nameof(TileSize), TileSize, 48, 512);
        DrawingChecks.InRange(nameof(Scale), Scale, 1, 4);
        return this;
    }
}
