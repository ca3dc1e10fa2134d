using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>Eyes with lids, irises and lashes.</summary>
internal static class EyeShape
{
    private static readonly RgbColor LashColor = RgbColor.FromCode(0x2A1B1B);

    public static void Draw(FaceCanvas face)
    {
        Draw(face, -1, face.Expression.LeftEye);
        Draw(face, 1, face.Expression.RightEye);
    }

    private static void Draw(FaceCanvas face, int side, EyePose pose)
    {
        var (c, s) = (face.Character, face.Surface);
        var (x, y) = (side * c.EyeSpacing, c.EyeLevel);
        var top = y - (1.33f * c.EyeHeight * pose.Openness);
        var bottom = y + (1.2f * c.EyeHeight * (1 - (0.55f * pose.LowerLid))) - (1.15f * c.EyeHeight * pose.CheekRaise);
        bottom = MathF.Max(bottom, top + 0.045f);
        var sag = 0.06f * MathF.Max(0, 0.8f - pose.Openness);
        var inner = s.At(x - (side * c.EyeWidth), y + 0.025f);
        var outer = s.At(x + (side * c.EyeWidth), y - c.EyeTilt + sag);
        var (topInner, topOuter) = (s.At(x - (side * 0.62f * c.EyeWidth), top),
            s.At(x + (side * 0.7f * c.EyeWidth), top - (0.5f * c.EyeTilt) + sag));
        var (lowInner, lowOuter) = (s.At(x - (side * 0.55f * c.EyeWidth), bottom),
            s.At(x + (side * 0.62f * c.EyeWidth), bottom));

        using var upper = Lid(inner, topInner, topOuter, outer);
        using var lower = Lid(inner, lowInner, lowOuter, outer);
        using var opening = Opening(inner, topInner, topOuter, outer, lowOuter, lowInner);

        DrawSocket(face, s.At(x, y - 0.02f));
        face.Fill(opening, new SKColor(0xFB, 0xF9, 0xF6));
        face.Inside(opening, () => DrawIris(face, s.At(x + (0.045f * face.Expression.GazeX),
            y + (0.035f * face.Expression.GazeY) - 0.005f, 0.03f), top, y));
        face.Stroke(lower, face.SkinLine.ToSkia(0.55f), 0.014f + (0.012f * pose.LowerLid));
        face.Stroke(upper, LashColor.ToSkia(), face.Character.HasLashes ? 0.042f : 0.03f);
        DrawDetails(face, side, pose, (x, y, top, bottom), outer);
    }

    private static void DrawSocket(FaceCanvas face, SKPoint centre) =>
        face.Glow(centre, 1.35f * face.Character.EyeWidth, face.SkinShadow.ToSkia(0.28f));

    private static void DrawIris(FaceCanvas face, SKPoint centre, float top, float y)
    {
        var c = face.Character;
        var radius = 0.6f * c.EyeWidth;
        face.Dot(centre, radius, c.Iris.Darker(0.5f).ToSkia());
        face.Dot(centre, 0.87f * radius, c.Iris.ToSkia());
        face.Oval(new(centre.X, centre.Y + (0.35f * radius)), 0.6f * radius, 0.45f * radius,
            c.Iris.Lighter(0.35f).ToSkia(0.6f));
        face.Dot(centre, 0.45f * radius * face.Expression.PupilSize, new SKColor(0x14, 0x0E, 0x12));
        face.Dot(new(centre.X - (0.33f * radius), centre.Y - (0.36f * radius)), 0.25f * radius, SKColors.White);
        face.Dot(new(centre.X + (0.34f * radius), centre.Y + (0.34f * radius)), 0.11f * radius,
            SKColors.White.WithAlpha(190));
        // The upper lid's shadow on the ball.
        using var shade = FaceOutline.RoundRect(centre.X - 0.4f, top - 0.2f, centre.X + 0.4f, y + 0.02f, 0.01f);
        face.FillLinear(shade, new(0, top), new(0, y), new SKColor(0x40, 0x20, 0x30, 110), new SKColor(0x40, 0x20,
            0x30, 0));
    }

    private static void DrawDetails(
        FaceCanvas face, int side, EyePose pose, (float X, float Y, float Top, float Bottom) eye, SKPoint outer)
    {
        var (c, s) = (face.Character, face.Surface);
        if (c.HasLashes)
        {
            face.Curve(LashColor.ToSkia(), 0.026f, outer, new(outer.X + (side * 0.045f), outer.Y - 0.04f));
            face.Curve(LashColor.ToSkia(), 0.022f, new(outer.X - (side * 0.035f), outer.Y - 0.035f),
                new(outer.X + (side * 0.005f), outer.Y - 0.085f));
        }

        var crease = eye.Y + (0.75f * (eye.Top - eye.Y)) - 0.05f;
        face.Curve(
            face.SkinLine.ToSkia(0.5f), 0.014f,
            s.At(eye.X - (side * 0.75f * c.EyeWidth), crease + 0.045f), s.At(eye.X, crease),
                s.At(eye.X + (side * 0.9f * c.EyeWidth), crease + 0.035f));
        var bag = eye.Y + (0.95f * c.EyeHeight) + 0.035f;
        var lines = MathF.Max(0.8f * pose.CheekRaise, MathF.Max(0.6f * c.Age, 0.5f * pose.LowerLid));
        face.Curve(
            face.SkinLine.ToSkia(0.5f * lines), 0.014f,
            s.At(eye.X - (side * 0.6f * c.EyeWidth), bag), s.At(eye.X + (side * 0.1f * c.EyeWidth), bag + 0.035f),
                s.At(eye.X + (side * 0.75f * c.EyeWidth), bag - 0.005f));
        for (var i = -1; i <= 1; i++)
        {
            // Crow's feet.
            var strength = MathF.Max(0.55f * pose.CheekRaise, 0.4f * c.Age);
            face.Curve(
                face.SkinLine.ToSkia(strength), 0.012f,
                s.At(eye.X + (side * (c.EyeWidth + 0.05f)), eye.Y + (0.03f * i)),
                    s.At(eye.X + (side * (c.EyeWidth + 0.12f)), eye.Y + (0.06f * i)));
        }
    }

    private static SKPath Lid(SKPoint from, SKPoint control, SKPoint secondControl, SKPoint to)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(from);
        builder.CubicTo(control, secondControl, to);
        return builder.Detach();
    }

    private static SKPath Opening(SKPoint inner, SKPoint topInner, SKPoint topOuter, SKPoint outer,
        SKPoint lowOuter, SKPoint lowInner)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(inner);
        builder.CubicTo(topInner, topOuter, outer);
        builder.CubicTo(lowOuter, lowInner, inner);
        builder.Close();
        return builder.Detach();
    }
}
