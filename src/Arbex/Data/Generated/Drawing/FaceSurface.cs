using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>
/// The front of the head as half an ellipsoid: features are placed on it in frontal coordinates (x right, y down, in
/// half face heights) and move and shorten as the head turns.
/// </summary>
internal sealed class FaceSurface
{
    private const float Depth = 0.62f;

    private readonly float _cosYaw;
    private readonly float _sinYaw;
    private readonly float _cosPitch;
    private readonly float _sinPitch;

    public FaceSurface(float yawDegrees, float pitchDegrees)
    {
        (_sinYaw, _cosYaw) = MathF.SinCos(yawDegrees * MathF.PI / 180);
        (_sinPitch, _cosPitch) = MathF.SinCos(pitchDegrees * MathF.PI / 180);
    }

    /// <summary>Sine of the turn to the right.</summary>
    public float Turn => _sinYaw;

    /// <summary>Where a point of the face is seen.</summary>
    /// <param name="x">To the right.</param>
    /// <param name="y">Down.</param>
    /// <param name="lift">Distance in front of the skin.</param>
    public SKPoint At(float x, float y, float lift = 0)
    {
        var radius = (x * x / 0.9f) + (y * y / 1.5f);
        var z = (Depth * MathF.Sqrt(MathF.Max(0.04f, 1 - radius))) + lift;
        return new((x * _cosYaw) + (z * _sinYaw), (y * _cosPitch) - (z * _sinPitch));
    }

    /// <summary>Where a point beside or behind the face is seen.</summary>
    /// <param name="x">To the right.</param>
    /// <param name="y">Down.</param>
    /// <param name="z">Towards the viewer; 0 is the plane of the ears.</param>
    public SKPoint Around(float x, float y, float z) => new(x + (z * _sinYaw), y - (z * _sinPitch));
}
