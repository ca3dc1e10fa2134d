namespace Arbex.Imaging;

/// <summary>Draws landmark points on a picture, each part of the face in its colour.</summary>
public static class LandmarkFigure
{
    /// <summary>Longer side of the figure in points; small pictures are enlarged to it, large ones reduced.</summary>
    private const int LongerSide = 900;

    private const float SmallestDot = 2;
    private const float LargestDot = 9;

    /// <summary>First points of the parts of a face in the 68-point scheme of iBUG 300-W, and their colours.</summary>
    private static readonly (int First, uint Colour)[] Parts =
    [
        (0, Palette.Blue), (17, Palette.Orange), (27, Palette.White), (36, Palette.Vermillion), (48, Palette.Orange),
    ];

    /// <summary>Draws one picture with the points of any number of faces.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="faces">The area that each face was looked for in, and its points in the picture's pixels.</param>
    /// <returns>A new picture.</returns>
    public static ImageBuffer Draw(
        ImageBuffer image, IReadOnlyList<(PictureArea Area, IReadOnlyList<(double X, double Y)> Points)> faces)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(faces);
        var scale = (float)LongerSide / Math.Max(image.Width, image.Height);
        var width = Math.Max(1, (int)Math.Round(image.Width * scale));
        var height = Math.Max(1, (int)Math.Round(image.Height * scale));
        using var drawing = new Drawing(width, height, 1);
        // Place centres a picture in a square, which may reach beyond the sheet.
        drawing.Place(image, (width - LongerSide) / 2, (height - LongerSide) / 2, LongerSide);
        foreach (var (area, points) in faces)
        {
            drawing.Frame(
                area.Left * scale, area.Top * scale, area.Width * scale, area.Height * scale, 1.5f, Palette.White);
            var dot = Math.Clamp(area.Width * scale / 70, SmallestDot, LargestDot);
            for (var i = 0; i < points.Count; i++)
            {
                Dot(drawing, points[i].X * scale, points[i].Y * scale, dot + 1.5f, Palette.Ink);
                Dot(drawing, points[i].X * scale, points[i].Y * scale, dot, Parts.Last(part => part.First <= i).Colour);
            }
        }

        return drawing.ToImage();
    }

    private static void Dot(Drawing drawing, double x, double y, float size, uint colour) =>
        drawing.Fill((float)x - (size / 2), (float)y - (size / 2), size, size, colour, size / 2);
}
