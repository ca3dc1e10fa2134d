using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>Headwear and glasses.</summary>
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
}
