using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>Paths through points.</summary>
internal static class FaceOutline
{
    /// <summary>A smooth curve through all points (Catmull and Rom).</summary>
    /// <param name="isClosed">Whether the last point is joined to the first.</param>
    /// <param name="points">At least two.</param>
    public static SKPath Smooth(bool isClosed, params ReadOnlySpan<SKPoint> points)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(points[0]);
        Append(builder, isClosed, points);
        if (isClosed)
        {
            builder.Close();
        }

        return builder.Detach();
    }

    /// <summary>A region between two smooth curves that run in the same direction.</summary>
    /// <param name="there">The first curve.</param>
    /// <param name="back">The second curve.</param>
    public static SKPath Between(ReadOnlySpan<SKPoint> there, ReadOnlySpan<SKPoint> back)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(there[0]);
        Append(builder, false, there);
        SKPoint[] reversed = [.. back];
        Array.Reverse(reversed);
        builder.LineTo(reversed[0]);
        Append(builder, false, reversed);
        builder.Close();
        return builder.Detach();
    }

    /// <summary>An ellipse.</summary>
    /// <param name="centre">Its middle.</param>
    /// <param name="radiusX">Half its width.</param>
    /// <param name="radiusY">Half its height.</param>
    public static SKPath Oval(SKPoint centre, float radiusX, float radiusY)
    {
        using var builder = new SKPathBuilder();
        builder.AddOval(
            new(centre.X - radiusX, centre.Y - radiusY, centre.X + radiusX, centre.Y + radiusY),
            SKPathDirection.Clockwise);
        return builder.Detach();
    }

    /// <summary>A rectangle with round corners.</summary>
    /// <param name="left">Left edge.</param>
    /// <param name="top">Upper edge.</param>
    /// <param name="right">Right edge.</param>
    /// <param name="bottom">Lower edge.</param>
    /// <param name="radius">Radius of the corners.</param>
    public static SKPath RoundRect(float left, float top, float right, float bottom, float radius)
    {
        using var builder = new SKPathBuilder();
        builder.AddRoundRect(new SKRect(left, top, right, bottom), radius, radius, SKPathDirection.Clockwise);
        return builder.Detach();
    }

    /// <summary>The middle of two points.</summary>
    public static SKPoint Middle(SKPoint a, SKPoint b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static void Append(SKPathBuilder builder, bool isClosed, ReadOnlySpan<SKPoint> points)
    {
        var n = points.Length;
        for (var i = 0; i < (isClosed ? n : n - 1); i++)
        {
            var from = points[i];
            var to = points[(i + 1) % n];
            var before = isClosed ? points[(i + n - 1) % n] : points[Math.Max(i - 1, 0)];
            var after = isClosed ? points[(i + 2) % n] : points[Math.Min(i + 2, n - 1)];
            builder.CubicTo(
                from.X + ((to.X - before.X) / 6),
                from.Y + ((to.Y - before.Y) / 6),
                to.X - ((after.X - from.X) / 6),
                to.Y - ((after.Y - from.Y) / 6),
                to.X,
                to.Y);
        }
    }
}
