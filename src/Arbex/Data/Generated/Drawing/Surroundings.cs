using Arbex.Imaging;

using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>What is behind the face and what is in front of it.</summary>
internal static class Surroundings
{
    /// <summary>Draws the background in picture coordinates, 0 to 1 in both directions.</summary>
    public static void DrawBackground(FaceCanvas face)
    {
        var scene = face.Scene;
        var random = new SeededRandom(scene.DetailSeed);
        using var all = FaceOutline.RoundRect(-0.1f, -0.1f, 1.1f, 1.1f, 0);
        var (sin, cos) = MathF.SinCos((float)random.NextDouble(0, 2 * Math.PI));
        face.FillLinear(
            all, new(0.5f - (0.5f * sin), 0.5f - (0.5f * cos)), new(0.5f + (0.5f * sin), 0.5f + (0.5f * cos)),
                scene.Background.Lighter(0.25f).ToSkia(),
                scene.Background.Darker(0.12f + (0.2f * scene.Clutter)).ToSkia());
        var kind = random.NextInt(3);
        var count = (int)(9 * scene.Clutter);
        for (var i = 0; i < count; i++)
        {
            var (x, y) = ((float)random.NextDouble(), (float)random.NextDouble());
            var size = (float)random.NextDouble(0.05, 0.2);
            var tone = random.NextBool(0.5) ? scene.Background.Lighter(0.45f) : scene.Background.Darker(0.3f);
            var color = tone.ToSkia(0.25f + (0.5f * (float)random.NextDouble()));
            if (kind == 0)
            {
                face.Dot(new(x, y), size, color);
            }
            else if (kind == 1)
            {
                face.Curve(color, 0.3f * size, new(x - 0.5f, y - size), new(x + 0.5f, y + size));
            }
            else
            {
                using var box = FaceOutline.RoundRect(x - size, y - (0.7f * size), x + size, y + (0.7f * size), 0.02f);
                face.Fill(box, color);
            }
        }
    }

    /// <summary>Draws the cover, if any, in the face's coordinates.</summary>
    public static void DrawOcclusion(FaceCanvas face)
    {
        var random = SeededRandom.ForStream(face.Scene.DetailSeed, 1);
        var side = face.Scene.OcclusionFromLeft ? -1 : 1;
        var tone = SKColor.FromHsl((float)random.NextDouble(0, 360), 45, (float)random.NextDouble(30, 70));
        var color = new RgbColor(tone.Red, tone.Green, tone.Blue);
        var shift = (float)random.NextDouble(-0.08, 0.08);
        switch (face.Scene.Occlusion)
        {
            case Occlusion.Hand:
                DrawHand(face, side, shift);
                break;
            case Occlusion.Scarf:
                DrawScarf(face, color, 0.33f + shift);
                break;
            case Occlusion.Bar:
                face.Canvas.Save();
                face.Canvas.RotateDegrees(side * (70 + (200 * shift)), side * 0.45f, -0.2f);
                using (var bar = FaceOutline.RoundRect((side * 0.45f) - 1.6f, -0.36f, (side * 0.45f) + 1.6f,
                    -0.04f, 0.05f))
                {
                    face.Fill(bar, color.ToSkia());
                }

                face.Canvas.Restore();
                break;
            case Occlusion.Mug:
                DrawMug(face, color, side, 0.34f + shift);
                break;
            default:
                break;
        }
    }

    private static void DrawHand(FaceCanvas face, int side, float shift)
    {
        var skin = face.Character.Skin.Darker(0.05f);
        var line = face.SkinLine.ToSkia(0.7f);
        using var palm = FaceOutline.Smooth(
            true, new(side * 0.28f, 0.55f + shift), new(side * 0.85f, 0.4f + shift), new(side * 1.1f, 0.9f),
                new(side * 0.95f, 2), new(side * 0.4f, 2), new(side * 0.22f, 0.95f));
        face.Fill(palm, skin.ToSkia());
        face.Stroke(palm, line, 0.02f);
        for (var i = 0; i < 4; i++)
        {
            var x = side * (0.32f + (0.17f * i));
            var top = 0.12f + shift + (0.07f * MathF.Abs(i - 1.3f));
            using var finger = FaceOutline.RoundRect(x - 0.08f, top, x + 0.08f, 0.85f, 0.08f);
            face.Fill(finger, skin.ToSkia());
            face.Stroke(finger, line, 0.018f);
        }
    }

    private static void DrawScarf(FaceCanvas face, RgbColor color, float top)
    {
        using var scarf = FaceOutline.Smooth(
            true, new(-0.95f, top - 0.1f), face.Surface.Around(0, top + 0.08f, 0.3f), new(0.95f, top - 0.1f),
                new(1.05f, 1), new(0.8f, 1.5f), new(-0.8f, 1.5f), new(-1.05f, 1));
        face.FillLinear(scarf, new(0, top), new(0, 1.4f), color.Lighter(0.1f).ToSkia(), color.Darker(0.25f).ToSkia());
        for (var i = 0; i < 3; i++)
        {
            face.Curve(color.Darker(0.35f).ToSkia(0.6f), 0.025f, new(-0.9f, top + 0.1f + (0.25f * i)), new(0,
                top + 0.32f + (0.25f * i)), new(0.9f, top + 0.14f + (0.25f * i)));
        }
    }

    private static void DrawMug(FaceCanvas face, RgbColor color, int side, float top)
    {
        using var handle = FaceOutline.Oval(new(side * 0.45f, top + 0.35f), 0.2f, 0.22f);
        face.Stroke(handle, color.Darker(0.15f).ToSkia(), 0.09f);
        using var mug = FaceOutline.RoundRect(-0.42f, top, 0.42f, top + 0.78f, 0.1f);
        face.FillLinear(mug, new(-0.4f, 0), new(0.4f, 0), color.Lighter(0.2f).ToSkia(), color.Darker(0.15f).ToSkia());
        using var rim = FaceOutline.Oval(new(0, top + 0.01f), 0.42f, 0.07f);
        face.Fill(rim, color.Darker(0.35f).ToSkia());
    }
}
