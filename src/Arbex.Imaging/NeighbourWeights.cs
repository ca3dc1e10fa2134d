using System.Numerics;

namespace Arbex.Imaging;

/// <summary>What the four pixels around a place count for in bilinear interpolation, for several places at once, with
/// the step from bytes to [0, 1] in it.</summary>
internal readonly struct NeighbourWeights
{
    private const float Unit = 1 / 255f;

    /// <summary>Computes the weights.</summary>
    /// <param name="toRight">How far a place lies right of its left neighbours, in [0, 1).</param>
    /// <param name="toBottom">How far it lies below its upper neighbours, in [0, 1).</param>
    public NeighbourWeights(Vector<float> toRight, Vector<float> toBottom)
    {
        var rightShare = toRight * Unit;
        var leftShare = new Vector<float>(Unit) - rightShare;
        var upperShare = Vector<float>.One - toBottom;
        UpperLeft = leftShare * upperShare;
        UpperRight = rightShare * upperShare;
        LowerLeft = leftShare * toBottom;
        LowerRight = rightShare * toBottom;
    }

    public Vector<float> UpperLeft { get; }

    public Vector<float> UpperRight { get; }

    public Vector<float> LowerLeft { get; }

    public Vector<float> LowerRight { get; }
}
