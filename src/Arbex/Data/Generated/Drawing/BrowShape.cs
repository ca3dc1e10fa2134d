using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>Eyebrows, and the lines that moving them leaves on forehead and nose bridge.</summary>
internal static class BrowShape
{
    private const float Reach = 0.15f;

    public static void Draw(FaceCanvas face)
    {
        Draw(face, -1, face.Expression.LeftBrow);
        Draw(face, 1, face.Expression.RightBrow);
    }

    /// <summary>Lines on the forehead and between the brows; they lie under the hair.</summary>
    public static void DrawForehead(FaceCanvas face)
    {
        var (c, s, e) = (face.Character, face.Surface, face.Expression);
        var level = c.EyeLevel - c.BrowHeight;
        var raised = MathF.Max(0, (e.LeftBrow.InnerRaise + e.RightBrow.InnerRaise) / 2);
        var strength = MathF.Max(0.45f * raised, 0.35f * c.Age);
        for (var i = 0; i < 2; i++)
        {
            var (y, reach) = (level - 0.15f - (0.1f * i) - (0.08f * raised), 0.26f - (0.05f * i));
            face.Curve(face.SkinLine.ToSkia(strength), 0.013f, s.At(-reach, y + 0.015f), s.At(0, y - 0.01f),
                s.At(reach, y + 0.015f));
        }

        var squeeze = (e.LeftBrow.Squeeze + e.RightBrow.Squeeze) / 2;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            face.Curve(
                face.SkinLine.ToSkia(0.75f * squeeze), 0.018f,
                s.At(side * 0.035f, level + 0.07f - (0.05f * raised)), s.At(side * 0.05f,
                    level - 0.02f - (0.05f * raised)), s.At(side * 0.035f, level - 0.09f - (0.05f * raised)));
        }
    }

    private static void Draw(FaceCanvas face, int side, BrowPose pose)
    {
        var (c, s) = (face.Character, face.Surface);
        var level = c.EyeLevel - c.BrowHeight;
        var innerX = c.EyeSpacing - (0.95f * c.EyeWidth) - (0.06f * pose.Squeeze);
        var outerX = c.EyeSpacing + (1.25f * c.EyeWidth);
        var innerY = level - (Reach * pose.InnerRaise) + 0.01f;
        var outerY = level - c.BrowTilt - (0.9f * Reach * pose.OuterRaise) + 0.02f;
        var middleX = float.Lerp(innerX, outerX, 0.58f);
        var middleY = float.Lerp(innerY, outerY, 0.58f) - (0.05f * (c.BrowArch + pose.Arch));
        var thick = c.BrowThickness;
        SKPoint P(float x, float y) => s.At(side * x, y, 0.02f);
        using var brow = FaceOutline.Between(
            [P(innerX, innerY - (0.45f * thick)), P(middleX, middleY - (0.5f * thick)), P(outerX,
                outerY - (0.1f * thick))],
            [P(innerX, innerY + (0.55f * thick)), P(middleX, middleY + (0.42f * thick)), P(outerX,
                outerY + (0.12f * thick))]);
        var color = c.Hair.Darker(0.3f).ToSkia();
        face.Fill(brow, color);
        face.Stroke(brow, color, 0.02f);
    }
}
