namespace Arbex.Imaging;

/// <summary>A face to mark in a picture.</summary>
/// <param name="Left">Left edge of its box, in pixels.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Width">Width, above 0.</param>
/// <param name="Height">Height, above 0.</param>
/// <param name="Text">What to write above it.</param>
/// <param name="Confidence">Length of the bar below it, in [0, 1].</param>
/// <param name="IsFaint">Whether it is drawn in grey: an answer that is not given.</param>
public sealed record FaceMark(
    float Left, float Top, float Width, float Height, string Text, double Confidence, bool IsFaint = false);

/// <summary>Draws answers into pictures: a box, a name and a bar as long as the confidence.</summary>
public static class FaceAnnotation
{
    private const uint Sure = Palette.Blue;
    private const uint Unsure = Palette.Grey;

    /// <summary>Marks faces in a copy of a picture.</summary>
    /// <param name="picture">The picture; not changed.</param>
    /// <param name="marks">The faces.</param>
    /// <returns>A new picture of the same size.</returns>
    public static ImageBuffer Draw(ImageBuffer picture, IReadOnlyList<FaceMark> marks)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(marks);
        using var drawing = new Drawing(picture);
        foreach (var mark in marks)
        {
            Draw(drawing, picture, mark);
        }

        return drawing.ToImage();
    }

    private static void Draw(Drawing drawing, ImageBuffer picture, FaceMark mark)
    {
        var colour = mark.IsFaint ? Unsure : Sure;
        // Letters that can be read in a small picture, are no giants in a large one, and leave room for the face beside.
        var size = Math.Clamp(Math.Min(Math.Max(picture.Height, picture.Width) / 45f, mark.Width / 7), 11f, 64f);
        var thickness = Math.Max(2, size / 8);
        drawing.Frame(mark.Left, mark.Top, mark.Width, mark.Height, thickness, colour);

        var style = new TextStyle(size, Palette.White, Bold: true);
        var width = Drawing.Measure(mark.Text, style) + size;
        var height = size * 1.5f;
        var left = Math.Clamp(mark.Left, 0, Math.Max(0, picture.Width - width));
        var top = mark.Top >= height ? mark.Top - height : Math.Min(mark.Top + mark.Height, picture.Height - height);
        drawing.Fill(left, top, width, height, colour, size / 5);
        drawing.Write(mark.Text, left + (size / 2), top + (size * 1.1f), style);

        var bar = Math.Max(4, size / 4);
        var floor = Math.Min(mark.Top + mark.Height - thickness, picture.Height) - bar;
        drawing.Fill(mark.Left, floor, mark.Width, bar, Palette.White);
        drawing.Fill(mark.Left, floor, mark.Width * (float)Math.Clamp(mark.Confidence, 0, 1), bar, colour);
    }
}
