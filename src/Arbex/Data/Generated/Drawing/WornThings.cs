using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>Headwear, beards and glasses.</summary>
internal static class WornThings
{
    public static void DrawScarfBehind(FaceCanvas face)
    {
        if (face.Character.HeadWear != HeadWear.Headscarf)
        {
            return;
        }

        using var back = FaceOutline.Smooth(
            true, new(0, -1.2f), new(0.62f, -1.05f), new(0.98f, -0.5f), new(1.02f, 0.2f), new(0.9f, 0.8f),
                new(0.98f, 1.3f), new(0.6f, 1.75f), new(-0.6f, 1.75f), new(-0.98f, 1.3f), new(-0.9f, 0.8f),
                new(-1.02f, 0.2f), new(-0.98f, -0.5f), new(-0.62f, -1.05f));
        face.FillLinear(back, new(0, -1.2f), new(0, 1.7f), face.Character.Accent.ToSkia(),
            face.Character.Accent.Darker(0.35f).ToSkia());
    }

    public static void DrawHeadWear(FaceCanvas face)
    {
        var (c, s) = (face.Character, face.Surface);
        switch (c.HeadWear)
        {
            case HeadWear.Beanie:
                DrawBeanie(face);
                break;
            case HeadWear.Headband:
                using (var band = FaceOutline.Between(
                    [new(-c.SkullWidth - 0.05f, -0.55f), s.Around(-0.4f, -0.86f, 0.2f), s.Around(0.4f, -0.86f,
                        0.2f), new(c.SkullWidth + 0.05f, -0.55f)],
                    [new(-c.SkullWidth - 0.07f, -0.38f), s.Around(-0.4f, -0.68f, 0.2f), s.Around(0.4f, -0.68f,
                        0.2f), new(c.SkullWidth + 0.07f, -0.38f)]))
                {
                    face.FillLinear(band, new(0, -0.9f), new(0, -0.4f), c.Accent.Lighter(0.15f).ToSkia(),
                        c.Accent.Darker(0.15f).ToSkia());
                }

                break;
            case HeadWear.Headscarf:
                DrawScarfFront(face);
                break;
            default:
                break;
        }
    }

    public static void DrawBeard(FaceCanvas face)
    {
        var (c, s) = (face.Character, face.Surface);
        var mouth = new MouthLine(c, face.Expression.Mouth);
        var chin = c.ChinLength + (0.17f * face.Expression.Mouth.JawDrop);
        var low = MathF.Min(mouth.Visible(mouth.LowerEdge) + 0.045f, chin - 0.12f);
        switch (c.FacialHair)
        {
            case FacialHair.Stubble:
                face.Inside(face.Head, () => face.Glow(s.Around(0, 0.85f, 0.2f), 0.72f,
                    c.Hair.Darker(0.2f).ToSkia(0.5f)));
                break;
            case FacialHair.Full:
                face.Inside(face.Head, () => Whiskers(face, mouth, 1));
                Moustache(face, mouth, 0.55f);
                break;
            case FacialHair.Goatee:
                using (var goatee = FaceOutline.Smooth(
                    true, s.At(-0.08f, low), s.At(0, low - 0.01f), s.At(0.08f, low), s.Around(0.21f, chin - 0.13f,
                        0.25f), s.Around(0.15f, chin + 0.02f, 0.25f), s.Around(0, chin + 0.1f, 0.25f),
                        s.Around(-0.15f, chin + 0.02f, 0.25f), s.Around(-0.21f, chin - 0.13f, 0.25f)))
                {
                    face.Fill(goatee, c.Hair.Darker(0.08f).ToSkia());
                }

                Moustache(face, mouth, 0.7f);
                break;
            case FacialHair.Moustache:
                Moustache(face, mouth, 1);
                break;
            default:
                break;
        }
    }

    public static void DrawGlasses(FaceCanvas face)
    {
        var (c, s) = (face.Character, face.Surface);
        if (c.Glasses == Glasses.None)
        {
            return;
        }

        var color = c.Accent.Darker(0.55f).ToSkia();
        var radius = c.EyeWidth + 0.075f;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var (x, y) = (side * c.EyeSpacing, c.EyeLevel + 0.01f);
            var (left, right) = (s.At(x - radius, y, 0.08f), s.At(x + radius, y, 0.08f));
            var half = (right.X - left.X) / 2;
            var centre = FaceOutline.Middle(left, right);
            using var rim = c.Glasses == Glasses.Round
                ? FaceOutline.Oval(centre, half, 0.95f * radius)
                : FaceOutline.RoundRect(left.X, centre.Y - (0.8f * radius), right.X, centre.Y + (0.85f * radius),
                    0.08f);
            face.Fill(rim, SKColors.White.WithAlpha(28));
            face.Stroke(rim, color, 0.034f);
            face.Curve(color, 0.032f, side < 0 ? left : right, s.Around(side * c.SkullWidth, y - 0.04f, 0));
        }

        face.Curve(color, 0.034f, s.At(-c.EyeSpacing + radius, c.EyeLevel, 0.08f), s.At(0, c.EyeLevel - 0.03f,
            0.1f), s.At(c.EyeSpacing - radius, c.EyeLevel, 0.08f));
    }

    private static void DrawBeanie(FaceCanvas face)
    {
        var (c, s) = (face.Character, face.Surface);
        var w = c.SkullWidth + 0.06f;
        using var crown = FaceOutline.Smooth(
            true, new(-w, -0.45f), new(-0.86f * w, -0.98f), new(-0.4f * w, -1.28f), new(0, -1.34f), new(0.4f * w,
                -1.28f), new(0.86f * w, -0.98f), new(w, -0.45f), s.Around(0, -0.6f, 0.2f));
        face.FillLinear(crown, new(0, -1.3f), new(0, -0.5f), c.Accent.Lighter(0.12f).ToSkia(),
            c.Accent.Darker(0.12f).ToSkia());
        face.Dot(new(0, -1.33f), 0.11f, c.Clothes.Lighter(0.4f).ToSkia());
        using var edge = FaceOutline.Between(
            [new(-w - 0.03f, -0.58f), s.Around(-0.4f, -0.78f, 0.2f), s.Around(0.4f, -0.78f, 0.2f), new(w + 0.03f,
                -0.58f)],
            [new(-w - 0.04f, -0.32f), s.Around(-0.4f, -0.52f, 0.2f), s.Around(0.4f, -0.52f, 0.2f), new(w + 0.04f,
                -0.32f)]);
        face.Fill(edge, c.Accent.Darker(0.25f).ToSkia());
        for (var i = -4; i <= 4; i++)
        {
            var x = 0.17f * i;
            var y = -0.75f + (0.33f * x * x);
            face.Curve(c.Accent.ToSkia(0.6f), 0.022f, s.Around(x, y + 0.02f, 0.15f), s.Around(x, y + 0.2f, 0.15f));
        }
    }

    private static void DrawScarfFront(FaceCanvas face)
    {
        var (c, s) = (face.Character, face.Surface);
        var chin = c.ChinLength + (0.17f * face.Expression.Mouth.JawDrop);
        var w = c.SkullWidth;
        using var hole = FaceOutline.Smooth(
            true, s.Around(0, -0.68f, 0.15f), s.Around(0.6f * w, -0.55f, 0.1f), s.Around(0.9f * w, -0.1f, 0.05f),
                s.Around(0.86f * w, 0.35f, 0.05f), s.Around(c.JawWidth * 0.85f, 0.66f, 0.12f), s.Around(0,
                chin - 0.03f, 0.25f), s.Around(-c.JawWidth * 0.85f, 0.66f, 0.12f), s.Around(-0.86f * w, 0.35f,
                0.05f), s.Around(-0.9f * w, -0.1f, 0.05f), s.Around(-0.6f * w, -0.55f, 0.1f));
        using var head = FaceOutline.Smooth(
            true, new(0, -1.16f), new(0.6f, -1.03f), new(0.94f, -0.5f), new(0.97f, 0.2f), new(0.78f, 0.85f), new(0,
                chin + 0.22f), new(-0.78f, 0.85f), new(-0.97f, 0.2f), new(-0.94f, -0.5f), new(-0.6f, -1.03f));
        using var scarf = head.Op(hole, SKPathOp.Difference);
        face.FillLinear(scarf, new(-0.9f, -0.9f), new(0.9f, 0.9f), c.Accent.Lighter(0.1f).ToSkia(),
            c.Accent.Darker(0.2f).ToSkia());
        face.Stroke(hole, c.Accent.Darker(0.4f).ToSkia(0.6f), 0.024f);
        var fold = c.Accent.Darker(0.35f).ToSkia(0.5f);
        face.Curve(fold, 0.025f, new(-0.5f, -0.95f), new(-0.84f, -0.4f), new(-0.88f, 0.3f));
        face.Curve(fold, 0.025f, new(0.6f, 0.85f), new(0.1f, chin + 0.12f), new(-0.5f, chin + 0.06f));
    }

    private static void Whiskers(FaceCanvas face, MouthLine mouth, float strength)
    {
        var (c, s) = (face.Character, face.Surface);
        var low = mouth.Visible(mouth.LowerEdge) + 0.075f;
        using var beard = FaceOutline.Between(
            [s.Around(-c.SkullWidth - 0.05f, 0.05f, 0), s.Around(-0.86f * c.CheekWidth, 0.32f, 0.1f), s.At(-0.56f,
                0.5f), s.At(-0.4f, 0.5f + (0.5f * (low - 0.5f))), s.At(-0.22f, low), s.At(0, low + 0.01f),
                s.At(0.22f, low), s.At(0.4f, 0.5f + (0.5f * (low - 0.5f))), s.At(0.56f, 0.5f),
                s.Around(0.86f * c.CheekWidth, 0.32f, 0.1f), s.Around(c.SkullWidth + 0.05f, 0.05f, 0)],
            [new(-1, 0.6f), new(-0.7f, 1.3f), new(0.7f, 1.3f), new(1, 0.6f)]);
        face.FillLinear(beard, new(0, 0.3f), new(0, 1.1f), c.Hair.ToSkia(strength),
            c.Hair.Darker(0.22f).ToSkia(strength));
    }

    private static void Moustache(FaceCanvas face, MouthLine mouth, float size)
    {
        var (c, s) = (face.Character, face.Surface);
        var y = mouth.Visible(mouth.UpperEdge) - 0.015f;
        var w = mouth.Half * 0.98f;
        var (left, right) = (mouth.LeftY - 0.02f, mouth.RightY - 0.02f);
        using var path = FaceOutline.Between(
            [s.At(-w, left), s.At(-0.45f * w, y - (0.085f * size)), s.At(0, y - (0.055f * size)), s.At(0.45f * w,
                y - (0.085f * size)), s.At(w, right)],
            [s.At(-w, left), s.At(-0.45f * w, y - 0.005f), s.At(0, y - 0.005f), s.At(0.45f * w, y - 0.005f),
                s.At(w, right)]);
        face.Fill(path, c.Hair.Lighter(0.04f).ToSkia());
        face.Stroke(path, c.Hair.Lighter(0.04f).ToSkia(), 0.015f);
    }
}
