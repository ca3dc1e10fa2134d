using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>The nose and its wrinkles.</summary>
internal static class NoseShape
{
    public static void Draw(FaceCanvas face)
    {
        var (c, s) = (face.Character, face.Surface);
        var wrinkle = face.Expression.NoseWrinkle;
        var (width, length, hook) = c.Nose switch
        {
            NoseForm.Button => (0.1f, 0.2f, 0f),
            NoseForm.Straight => (0.095f, 0.25f, 0.01f),
            NoseForm.Broad => (0.145f, 0.23f, 0f),
            _ => (0.11f, 0.29f, 0.04f),
        };
        width *= c.NoseSize * (1 + (0.15f * wrinkle));
        var y = (length * c.NoseSize) - (0.035f * wrinkle) + 0.02f;
        SKPoint P(float x, float py, float lift) => s.At(x, py, lift);

        // Shadow under the tip, side of the bridge, wings, tip.
        face.Glow(P(0, y + 0.045f, 0.06f), 1.5f * width, face.SkinShadow.ToSkia(0.6f));
        var shaded = face.Scene.LightAngle < 0 ? 1 : -1;
        if (c.Nose != NoseForm.Button)
        {
            using var bridge = FaceOutline.Between(
                [P(shaded * 0.035f, c.EyeLevel, 0.03f), P(shaded * 0.05f, 0.5f * y, 0.09f),
                    P(shaded * 0.3f * width, y, 0.16f)],
                [P(shaded * 0.1f, c.EyeLevel, 0), P(shaded * 0.085f, 0.5f * y, 0.03f), P(shaded * width, y, 0.05f)]);
            face.Fill(bridge, face.SkinShadow.ToSkia(0.4f));
        }

        face.Glow(P(-0.15f * width * shaded, y - 0.04f, 0.16f), 0.6f * width,
            face.Character.Skin.Lighter(0.45f).ToSkia(0.6f));
        using var base_ = FaceOutline.Smooth(
            false, P(-width, y - 0.02f, 0.04f), P(-0.85f * width, y + 0.03f, 0.05f), P(-0.4f * width, y + 0.025f,
                0.1f), P(0, y + 0.045f + hook, 0.14f), P(0.4f * width, y + 0.025f, 0.1f), P(0.85f * width,
                y + 0.03f, 0.05f), P(width, y - 0.02f, 0.04f));
        face.Stroke(base_, face.SkinLine.ToSkia(0.85f), 0.024f);
        DrawWrinkles(face, y, width, wrinkle);
    }

    private static void DrawWrinkles(FaceCanvas face, float y, float width, float wrinkle)
    {
        var (c, s) = (face.Character, face.Surface);
        for (var i = 0; i < 3; i++)
        {
            var level = c.EyeLevel - 0.03f + (0.05f * i);
            face.Curve(
                face.SkinLine.ToSkia(0.85f * wrinkle), 0.018f,
                s.At(-0.075f, level + 0.025f, 0.04f), s.At(0, level - 0.015f, 0.07f), s.At(0.075f, level + 0.025f,
                    0.04f));
        }

        // Folds from the wings of the nose to the corners of the mouth.
        var mouth = face.Expression.Mouth;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var eye = side < 0 ? face.Expression.LeftEye : face.Expression.RightEye;
            var dimple = side < 0 ? mouth.LeftDimple : mouth.RightDimple;
            var strength = MathF.Max(MathF.Max(0.7f * wrinkle, 0.5f * eye.CheekRaise), MathF.Max(0.45f * c.Age,
                0.4f * dimple));
            var spread = 0.1f + (0.05f * eye.CheekRaise);
            face.Curve(
                face.SkinLine.ToSkia(strength), 0.018f,
                s.At(side * (width + 0.04f), y), s.At(side * (width + 0.04f + spread), y + 0.1f),
                    s.At(side * (c.MouthWidth + 0.09f + (0.06f * mouth.Width)), c.MouthLevel - 0.04f));
        }
    }
}
