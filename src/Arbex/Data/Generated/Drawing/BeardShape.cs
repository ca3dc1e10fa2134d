namespace Arbex.Data.Generated.Drawing;

/// <summary>Beards and moustaches; they follow the mouth and leave the lips free.</summary>
internal static class BeardShape
{
    public static void Draw(FaceCanvas face)
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
