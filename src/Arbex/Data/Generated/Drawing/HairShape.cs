using Arbex.Imaging;

using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>Hair behind and in front of the head.</summary>
internal static class HairShape
{
    public static void DrawBehind(FaceCanvas face)
    {
        var c = face.Character;
        var dark = c.Hair.Darker(0.28f).ToSkia();
        if (c.HeadWear == HeadWear.Headscarf)
        {
            return;
        }

        switch (c.HairStyle)
        {
            case HairStyle.Afro:
                Cloud(face, 0.98f, 0.27f, -0.26f, 15, dark);
                break;
            case HairStyle.Curly:
                Cloud(face, 0.8f, 0.22f, -0.32f, 15, dark);
                break;
            case HairStyle.Straight:
                Curtain(face, 0.98f, 1.75f, 0, dark);
                break;
            case HairStyle.Wavy:
                Curtain(face, 1.0f, 1.6f, 0.09f, dark);
                break;
            case HairStyle.Fringe:
                Curtain(face, 0.98f, 0.95f, 0.02f, dark);
                break;
            case HairStyle.Bun:
                face.Dot(new(0.02f, -1.2f), 0.29f, dark);
                face.Dot(new(0, -1.21f), 0.255f, c.Hair.ToSkia());
                face.Curve(dark, 0.03f, new(-0.16f, -1.16f), new(0, -1.32f), new(0.17f, -1.2f));
                break;
            case HairStyle.Pigtails:
                Tail(face, -1, dark);
                Tail(face, 1, dark);
                break;
            default:
                break;
        }
    }

    public static void DrawFront(FaceCanvas face)
    {
        var c = face.Character;
        if (c.HeadWear == HeadWear.Headscarf)
        {
            return;
        }

        var light = c.Hair.Lighter(0.12f).ToSkia();
        var color = c.Hair.ToSkia();
        switch (c.HairStyle)
        {
            case HairStyle.Bald:
                face.Glow(new(0.3f * MathF.Sin(face.Scene.LightAngle * MathF.PI / 180), -0.72f), 0.28f,
                    SKColors.White.WithAlpha(70));
                break;
            case HairStyle.Buzz:
                Cap(face, 0.03f, color.WithAlpha(215), [(-1, -0.12f), (-0.88f, -0.5f), (-0.45f, -0.72f), (0,
                    -0.7f), (0.45f, -0.72f), (0.88f, -0.5f), (1, -0.12f)]);
                break;
            case HairStyle.SideParted:
                Cap(face, 0.12f, color, [(-1, 0.02f), (-0.9f, -0.38f), (-0.62f, -0.66f), (-0.1f, -0.54f), (0.45f,
                    -0.52f), (0.88f, -0.42f), (1, 0.02f)]);
                Strands(face, light, (-0.42f, -0.95f, -0.6f), (-0.05f, -0.98f, -0.62f), (0.3f, -0.95f, -0.6f));
                break;
            case HairStyle.Quiff:
                Quiff(face, color, light);
                break;
            case HairStyle.Curly:
                Cap(face, 0.08f, color, [(-1, -0.1f), (-0.86f, -0.5f), (-0.4f, -0.62f), (0, -0.66f), (0.4f,
                    -0.62f), (0.86f, -0.5f), (1, -0.1f)]);
                Curls(face, color);
                break;
            case HairStyle.Afro:
                Cap(face, 0.02f, c.Hair.Darker(0.24f).ToSkia(), [(-1, -0.15f), (-0.86f, -0.5f), (-0.45f, -0.66f),
                    (0, -0.68f), (0.45f, -0.66f), (0.86f, -0.5f), (1, -0.15f)]);
                break;
            case HairStyle.Fringe:
                Cap(face, 0.14f, color, [(-1.06f, 0.3f), (-0.9f, -0.2f), (-0.72f, -0.4f), (0, -0.46f), (0.72f,
                    -0.4f), (0.9f, -0.2f), (1.06f, 0.3f)]);
                Strands(face, light, (-0.35f, -1, -0.52f), (0.02f, -1.02f, -0.54f), (0.38f, -1, -0.52f));
                break;
            case HairStyle.Wavy:
                Cap(face, 0.15f, color, [(-1.05f, 0.35f), (-0.93f, -0.2f), (-0.62f, -0.6f), (-0.35f, -0.8f), (0.2f,
                    -0.56f), (0.8f, -0.4f), (0.98f, -0.1f), (1.05f, 0.35f)]);
                Strands(face, light, (-0.3f, -1, -0.78f), (0.1f, -1, -0.66f), (0.5f, -0.92f, -0.55f));
                break;
            case HairStyle.Straight:
                Cap(face, 0.1f, color, [(-1.04f, 0.4f), (-0.94f, -0.15f), (-0.6f, -0.55f), (0, -0.84f), (0.6f,
                    -0.55f), (0.94f, -0.15f), (1.04f, 0.4f)]);
                Strands(face, light, (-0.4f, -0.95f, -0.66f), (0.4f, -0.95f, -0.66f));
                break;
            default:
                Cap(face, 0.09f, color, [(-1, -0.05f), (-0.9f, -0.42f), (-0.5f, -0.68f), (0, -0.76f), (0.5f,
                    -0.68f), (0.9f, -0.42f), (1, -0.05f)]);
                Strands(face, light, (-0.35f, -1, -0.72f), (0, -1.04f, -0.8f), (0.35f, -1, -0.72f));
                break;
        }
    }

    /// <summary>Hair between the top of the skull and a hairline, given in skull widths and heights.</summary>
    private static void Cap(FaceCanvas face, float volume, SKColor color, ReadOnlySpan<(float X, float Y)> hairline)
    {
        var width = face.Character.SkullWidth;
        var line = new SKPoint[hairline.Length];
        for (var i = 0; i < hairline.Length; i++)
        {
            // The ends lie beside the head and do not turn with the face.
            var (x, y) = (hairline[i].X * width, hairline[i].Y);
            line[i] = MathF.Abs(hairline[i].X) >= 0.93f ? face.Surface.Around(x, y,
                0) : FaceOutline.Middle(face.Surface.At(x, y), face.Surface.Around(x, y, 0.3f));
        }

        var w = width + (0.55f * volume);
        using var cap = FaceOutline.Between(
            [line[0], new(-w, -0.3f), new(-0.82f * w, -0.75f), new(-0.45f * w, -0.97f - volume), new(0,
                -1.02f - volume), new(0.45f * w, -0.97f - volume), new(0.82f * w, -0.75f), new(w, -0.3f), line[^1]],
            line);
        var (hair, opacity) = (new RgbColor(color.Red, color.Green, color.Blue), color.Alpha / 255f);
        face.FillLinear(cap, new(0, -1.1f), new(0, 0.1f), hair.Lighter(0.1f).ToSkia(opacity),
            hair.Darker(0.16f).ToSkia(opacity));
        using var shade = FaceOutline.Smooth(false, line);
        face.Stroke(shade, hair.Darker(0.35f).ToSkia(0.45f * opacity), 0.022f);
    }

    private static void Strands(FaceCanvas face, SKColor light, params ReadOnlySpan<(float X, float Top,
        float Low)> strands)
    {
        foreach (var (x, top, low) in strands)
        {
            face.Curve(light.WithAlpha(150), 0.026f, new(0.85f * x, top), new(x + (0.02f * MathF.Sign(x)),
                (top + low) / 2), face.Surface.Around(1.08f * x, low, 0.2f));
        }
    }

    private static void Quiff(FaceCanvas face, SKColor color, SKColor light)
    {
        Cap(face, 0.02f, color, [(-1, 0), (-0.9f, -0.42f), (-0.55f, -0.66f), (0, -0.7f), (0.55f, -0.66f), (0.9f,
            -0.42f), (1, 0)]);
        var s = face.Surface;
        using var wave = FaceOutline.Smooth(
            true, s.Around(-0.56f, -0.64f, 0.2f), new(-0.72f, -0.95f), new(-0.5f, -1.22f), new(0, -1.3f), new(0.5f,
                -1.26f), new(0.74f, -1.02f), s.Around(0.6f, -0.68f, 0.2f), s.Around(0.1f, -0.74f, 0.25f));
        face.FillLinear(wave, new(0, -1.3f), new(0, -0.65f), face.Character.Hair.Lighter(0.14f).ToSkia(), color);
        face.Curve(light.WithAlpha(160), 0.028f, new(-0.45f, -0.85f), new(-0.25f, -1.08f), new(0.2f, -1.15f));
        face.Curve(light.WithAlpha(160), 0.028f, new(0, -0.82f), new(0.2f, -0.98f), new(0.5f, -1));
    }

    private static void Cloud(FaceCanvas face, float radius, float puff, float level, int count, SKColor dark)
    {
        var random = new SeededRandom(face.Character.DetailSeed);
        face.Oval(new(0, level), radius, radius * 0.98f, dark);
        for (var i = 0; i < count; i++)
        {
            var angle = (MathF.PI * 0.86f) + (i * MathF.PI * 1.28f / (count - 1));
            var (sin, cos) = MathF.SinCos(angle);
            var size = puff * (0.8f + (0.4f * (float)random.NextDouble()));
            face.Dot(new(radius * 0.96f * cos, level + (radius * 0.96f * sin)), size,
                i % 2 == 0 ? dark : face.Character.Hair.Darker(0.2f).ToSkia());
        }
    }

    private static void Curls(FaceCanvas face, SKColor color)
    {
        var random = new SeededRandom(face.Character.DetailSeed);
        for (var i = 0; i < 9; i++)
        {
            var x = -0.62f + (0.155f * i);
            var y = -0.78f + (0.32f * x * x) - (0.06f * (float)random.NextDouble());
            var centre = face.Surface.Around(x, y, 0.2f);
            face.Dot(centre, 0.15f, i % 2 == 0 ? color : face.Character.Hair.Lighter(0.07f).ToSkia());
            face.Curve(face.Character.Hair.Darker(0.3f).ToSkia(0.6f), 0.02f, new(centre.X - 0.06f,
                centre.Y + 0.02f), new(centre.X, centre.Y - 0.06f), new(centre.X + 0.06f, centre.Y + 0.01f),
                new(centre.X + 0.01f, centre.Y + 0.05f));
        }
    }

    private static void Curtain(FaceCanvas face, float width, float length, float wave, SKColor dark)
    {
        using var curtain = FaceOutline.Smooth(
            true, new(0, -1.12f), new(0.62f * width, -0.98f), new(0.95f * width, -0.4f), new((1 + wave) * width,
                0.2f), new((0.97f - wave) * width, 0.6f * length), new((0.95f + wave) * width, length), new(0,
                length * 0.96f), new((-0.95f - wave) * width, length), new((-0.97f + wave) * width, 0.6f * length),
                new((-1 - wave) * width, 0.2f), new(-0.95f * width, -0.4f), new(-0.62f * width, -0.98f));
        face.Fill(curtain, dark);
    }

    private static void Tail(FaceCanvas face, int side, SKColor dark)
    {
        using var tail = FaceOutline.Smooth(
            true, new(side * 0.8f, -0.45f), new(side * 1.12f, -0.58f), new(side * 1.36f, -0.15f), new(side * 1.28f,
                0.5f), new(side * 1.05f, 0.75f), new(side * 1.02f, 0.2f));
        face.FillLinear(tail, new(0, -0.5f), new(0, 0.8f), face.Character.Hair.ToSkia(), dark);
        face.Dot(new(side * 0.88f, -0.43f), 0.1f, face.Character.Accent.ToSkia());
    }
}
