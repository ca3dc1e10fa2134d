using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>Lips, teeth, tongue and the lines around them.</summary>
internal static class MouthShape
{
    private static readonly SKColor Cavity = new(0x5A, 0x14, 0x20);
    private static readonly SKColor Tooth = new(0xFB, 0xF6, 0xEC);

    public static void Draw(FaceCanvas face)
    {
        var line = new MouthLine(face.Character, face.Expression.Mouth);
        DrawChin(face, line);
        using var outer = Region(face, line, line.UpperEdge, line.LowerEdge, 0.012f);
        var lips = face.Character.Lips;
        face.FillLinear(outer, face.Surface.At(0, line.UpperEdge), face.Surface.At(0, line.LowerEdge),
            lips.Darker(0.14f).ToSkia(), lips.Lighter(0.1f).ToSkia());
        using (var opening = Region(face, line, line.Top, line.Bottom, 0))
        {
            if (line.IsOpen)
            {
                face.Fill(opening, Cavity);
                face.Inside(opening, () => DrawInside(face, line));
                face.Stroke(opening, lips.Darker(0.45f).ToSkia(0.9f), 0.016f);
            }
        }

        if (!line.IsOpen)
        {
            DrawSeam(face, line);
        }

        DrawTongueOut(face, line);
        DrawCorners(face, line);
    }

    private static void DrawInside(FaceCanvas face, MouthLine line)
    {
        var (m, s) = (face.Expression.Mouth, face.Surface);
        face.Oval(s.At(0, line.Visible(line.Bottom) + 0.015f), 0.68f * line.Half, 0.085f, new SKColor(0xD9, 0x6A,
            0x74));
        if (m.UpperTeeth > 0.05f)
        {
            var y = line.Visible(line.Top);
            var height = (0.02f + (0.1f * m.UpperTeeth)) * (0.6f + (0.4f * m.Openness));
            var corner = MathF.Min(line.LeftY, line.RightY);
            using var teeth = FaceOutline.Between(
                [s.At(-line.Half, corner - 0.1f), s.At(0, y - 0.15f), s.At(line.Half, corner - 0.1f)],
                [s.At(-line.Half, line.LeftY + (0.4f * height)), s.At(0, y + height), s.At(line.Half,
                    line.RightY + (0.4f * height))]);
            face.Fill(teeth, Tooth);
        }

        if (m.LowerTeeth > 0.05f)
        {
            var y = line.Visible(line.Bottom);
            var height = 0.015f + (0.075f * m.LowerTeeth);
            using var teeth = FaceOutline.Between(
                [s.At(-line.Half, y - (0.6f * height)), s.At(0, y - height), s.At(line.Half, y - (0.6f * height))],
                [s.At(-line.Half, y + 0.2f), s.At(0, y + 0.2f), s.At(line.Half, y + 0.2f)]);
            face.Fill(teeth, Tooth);
            // Clenched rows meet in a line, and gaps between the teeth show.
            face.Curve(Cavity.WithAlpha(170), 0.013f, s.At(-line.Half, y - (0.6f * height)), s.At(0, y - height),
                s.At(line.Half, y - (0.6f * height)));
            for (var i = -2; i <= 2; i++)
            {
                face.Curve(Cavity.WithAlpha(70), 0.008f, s.At(0.3f * i * line.Half, line.Top),
                    s.At(0.3f * i * line.Half, line.Bottom));
            }
        }
    }

    private static void DrawSeam(FaceCanvas face, MouthLine line)
    {
        var middle = line.Visible(line.Top);
        var s = face.Surface;
        var color = face.Character.Lips.Mix(RgbColor.FromCode(0x3A0D14), 0.72f).ToSkia();
        using var seam = new SKPathBuilder();
        seam.MoveTo(s.At(-line.Half, line.LeftY));
        seam.CubicTo(s.At(-line.Handle, line.Top), s.At(line.Handle, line.Top), s.At(line.Half, line.RightY));
        using var path = seam.Detach();
        face.Stroke(path, color, 0.026f + (0.012f * face.Expression.Mouth.Press));
        face.Glow(s.At(0, middle + (0.6f * line.LowerLip)), 0.1f,
            face.Character.Lips.Lighter(0.5f).ToSkia(0.35f * (1 - face.Expression.Mouth.Press)));
    }

    private static void DrawTongueOut(FaceCanvas face, MouthLine line)
    {
        var amount = face.Expression.Mouth.Tongue;
        if (amount < 0.15f || !line.IsOpen)
        {
            return;
        }

        var s = face.Surface;
        var low = line.Visible(line.Bottom);
        var width = 0.42f * line.Half;
        using var tongue = FaceOutline.Smooth(
            true, s.At(-width, low - 0.03f), s.At(-0.95f * width, low + (0.09f * amount)), s.At(0,
                low + (0.17f * amount)), s.At(0.95f * width, low + (0.09f * amount)), s.At(width, low - 0.03f),
                s.At(0, low - 0.05f));
        face.Fill(tongue, new SKColor(0xE0, 0x6C, 0x78));
        face.Curve(new SKColor(0xA8, 0x3C, 0x4C), 0.016f, s.At(0, low - 0.02f), s.At(0, low + (0.09f * amount)));
    }

    private static void DrawCorners(FaceCanvas face, MouthLine line)
    {
        var (m, s) = (face.Expression.Mouth, face.Surface);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var (dimple, y) = side < 0 ? (m.LeftDimple, line.LeftY) : (m.RightDimple, line.RightY);
            var x = side * (line.Half + 0.045f);
            face.Curve(face.SkinLine.ToSkia(0.25f + (0.75f * dimple)), 0.016f + (0.01f * dimple),
                s.At(x - (side * 0.015f), y - 0.035f - (0.03f * dimple)), s.At(x + (side * 0.015f), y),
                s.At(x - (side * 0.015f), y + 0.03f + (0.02f * dimple)));
        }
    }

    private static void DrawChin(FaceCanvas face, MouthLine line)
    {
        var (m, s) = (face.Expression.Mouth, face.Surface);
        face.Glow(s.At(0, line.LowerEdge + 0.03f), 0.2f, face.SkinShadow.ToSkia(0.35f));
        face.Curve(
            face.SkinLine.ToSkia(0.2f + (0.6f * m.ChinRaise)), 0.018f,
            s.At(-0.1f, line.LowerEdge + 0.075f), s.At(0, line.LowerEdge + 0.055f - (0.02f * m.ChinRaise)),
                s.At(0.1f, line.LowerEdge + 0.075f));
    }

    private static SKPath Region(FaceCanvas face, MouthLine line, float top, float bottom, float margin)
    {
        var s = face.Surface;
        var (left, right) = (s.At(-line.Half - margin, line.LeftY), s.At(line.Half + margin, line.RightY));
        using var builder = new SKPathBuilder();
        builder.MoveTo(left);
        builder.CubicTo(s.At(-line.Handle, top), s.At(line.Handle, top), right);
        builder.CubicTo(s.At(line.Handle, bottom), s.At(-line.Handle, bottom), left);
        builder.Close();
        return builder.Detach();
    }
}
