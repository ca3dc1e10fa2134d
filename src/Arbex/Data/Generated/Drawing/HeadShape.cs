using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>Head, ears, neck and shoulders.</summary>
internal static class HeadShape
{
    public static SKPath Outline(FaceCanvas face)
    {
        var c = face.Character;
        var chin = c.ChinLength + (0.17f * face.Expression.Mouth.JawDrop) + (0.04f * face.Expression.Mouth.Openness);
        var jaw = 0.62f * c.ChinLength;
        SKPoint P(float x, float y) => face.Surface.Around(x, y, y > 0 ? 0.28f * y : 0);
        return FaceOutline.Smooth(
            true,
            P(0, -1),
            P(0.55f * c.SkullWidth, -0.9f),
            P(0.93f * c.SkullWidth, -0.5f),
            P(c.SkullWidth, -0.1f),
            P(c.CheekWidth, 0.28f),
            P(c.JawWidth, jaw),
            P(c.ChinWidth, chin - 0.05f),
            P(0, chin),
            P(-c.ChinWidth, chin - 0.05f),
            P(-c.JawWidth, jaw),
            P(-c.CheekWidth, 0.28f),
            P(-c.SkullWidth, -0.1f),
            P(-0.93f * c.SkullWidth, -0.5f),
            P(-0.55f * c.SkullWidth, -0.9f));
    }

    public static void DrawBody(FaceCanvas face)
    {
        var c = face.Character;
        using var shoulders = FaceOutline.Smooth(
            true, new(-1.45f, 2.2f), new(-1.25f, 1.5f), new(-0.75f, 1.24f), new(-0.3f, 1.12f), new(0.3f, 1.12f),
                new(0.75f, 1.24f), new(1.25f, 1.5f), new(1.45f, 2.2f));
        using var neck = FaceOutline.Smooth(
            true, new(-0.34f, 0.5f), new(-0.32f, 1), new(-0.4f, 1.2f), new(0, 1.38f), new(0.4f, 1.2f), new(0.32f,
                1), new(0.34f, 0.5f));
        face.FillLinear(shoulders, new(0, 1.1f), new(0, 1.9f), c.Clothes.ToSkia(), c.Clothes.Darker(0.25f).ToSkia());
        face.FillLinear(neck, new(0, 0.85f), new(0, 1.35f), face.SkinShadow.Darker(0.12f).ToSkia(),
            c.Skin.Darker(0.06f).ToSkia());
        face.Curve(c.Clothes.Darker(0.3f).ToSkia(), 0.05f, new(-0.42f, 1.17f), new(-0.2f, 1.33f), new(0, 1.38f),
            new(0.2f, 1.33f), new(0.42f, 1.17f));
    }

    public static void DrawEars(FaceCanvas face)
    {
        var c = face.Character;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var size = c.EarSize * (1 - (0.5f * side * face.Surface.Turn));
            var centre = face.Surface.Around(side * (c.SkullWidth + 0.01f), 0.02f, -0.12f);
            face.Oval(centre, 0.13f * size, 0.2f * c.EarSize, c.Skin.Darker(0.04f).ToSkia());
            face.Oval(new(centre.X + (side * 0.015f), centre.Y), 0.07f * size, 0.12f * c.EarSize,
                face.SkinShadow.ToSkia(0.7f));
            if (c.HasEarrings)
            {
                face.Dot(new(centre.X + (side * 0.02f), centre.Y + (0.24f * c.EarSize)), 0.05f, c.Accent.ToSkia());
                face.Dot(new(centre.X + (side * 0.005f), centre.Y + (0.23f * c.EarSize)), 0.016f,
                    SKColors.White.WithAlpha(200));
            }
        }
    }

    public static void DrawHead(FaceCanvas face)
    {
        var c = face.Character;
        var (sin, cos) = MathF.SinCos(face.Scene.LightAngle * MathF.PI / 180);
        var far = new SKPoint(-sin * 0.95f, cos * 0.95f);
        face.FillRadial(face.Head, new(0.35f * sin, -0.35f * cos), 1.5f, c.Skin.Lighter(0.1f).ToSkia(),
            c.Skin.Darker(0.1f).ToSkia());
        face.Inside(face.Head, () =>
        {
            face.FillLinear(face.Head, new(0.1f * far.X, 0.1f * far.Y), far, face.SkinShadow.ToSkia(0),
                face.SkinShadow.Darker(0.25f).ToSkia(face.Scene.LightStrength));
            var blush = c.Skin.Mix(RgbColor.FromCode(0xE0404A), 0.55f);
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            {
                face.Glow(face.Surface.At(side * 0.44f, 0.24f), 0.26f, blush.ToSkia(0.38f));
            }
        });
    }

    public static void DrawFreckles(FaceCanvas face)
    {
        if (!face.Character.HasFreckles)
        {
            return;
        }

        var random = new Imaging.SeededRandom(face.Character.DetailSeed);
        for (var i = 0; i < 22; i++)
        {
            var x = (float)random.NextDouble(-0.5, 0.5);
            var y = 0.16f + (float)random.NextDouble(-0.09, 0.12);
            face.Dot(face.Surface.At(x, y), 0.013f + (0.007f * (float)random.NextDouble()),
                face.SkinLine.ToSkia(0.45f));
        }
    }
}
