namespace Arbex.Data.Generated.Drawing;

/// <summary>What a mouth's curves are made of: corners, and heights of the Bezier handles between them.</summary>
internal sealed class MouthLine
{
    public MouthLine(FaceCharacter character, MouthPose pose)
    {
        var level = character.MouthLevel;
        var left = pose.LeftCornerLift + character.RestingLift;
        var right = pose.RightCornerLift + character.RestingLift;
        var lift = (left + right) / 2;
        Half = character.MouthWidth * (1 + (0.38f * pose.Width));
        Handle = Half * (0.55f + (0.5f * pose.Roundness));
        var gap = MathF.Max(0, pose.Openness);
        LeftY = level - (0.125f * left) + (0.07f * pose.JawDrop);
        RightY = level - (0.125f * right) + (0.07f * pose.JawDrop);
        IsOpen = gap > 0.06f;

        var middle = level + (0.085f * lift) - (0.03f * pose.ChinRaise);
        Top = middle - (0.1f * pose.UpperLipRaise) - (0.05f * gap) - (0.03f * pose.Roundness);
        Bottom = IsOpen ? middle + (0.34f * gap) + (0.2f * pose.JawDrop) + 0.03f : Top;
        var full = character.LipFullness * (1 - (0.55f * pose.Press)) * (1 - (0.25f * gap));
        LowerLip = 1.3f * full;
        UpperEdge = Top - (1.5f * full);
        LowerEdge = Bottom + (1.33f * LowerLip) + (0.015f * pose.ChinRaise);
    }

    /// <summary>Half the distance between the corners.</summary>
    public float Half { get; }

    /// <summary>Distance of the Bezier handles from the middle.</summary>
    public float Handle { get; }

    /// <summary>Height of the corner at the picture's left.</summary>
    public float LeftY { get; }

    /// <summary>Height of the corner at the picture's right.</summary>
    public float RightY { get; }

    /// <summary>Whether the lips part.</summary>
    public bool IsOpen { get; }

    /// <summary>Height of the handles of the upper lip's lower edge.</summary>
    public float Top { get; }

    /// <summary>Height of the handles of the lower lip's upper edge.</summary>
    public float Bottom { get; }

    /// <summary>Height of the handles of the upper lip's upper edge.</summary>
    public float UpperEdge { get; }

    /// <summary>Height of the handles of the lower lip's lower edge.</summary>
    public float LowerEdge { get; }

    /// <summary>Thickness of the lower lip.</summary>
    public float LowerLip { get; }

    /// <summary>Height at which a curve with the given handles crosses the middle.</summary>
    /// <param name="handles">One of the handle heights.</param>
    public float Visible(float handles) => (0.125f * (LeftY + RightY)) + (0.75f * handles);
}
