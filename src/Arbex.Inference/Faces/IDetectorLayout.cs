using System.Collections.Immutable;

namespace Arbex.Inference.Faces;

/// <summary>What a family of detectors writes, and how faces are read from it.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal interface IDetectorLayout
{
    /// <summary>Name for people and results.</summary>
    string Name { get; }

    /// <summary>Whether the input's planes are blue, green, red and not red, green, blue; levels are 0 to
    /// 255.</summary>
    bool IsBlueFirst { get; }

    /// <summary>Score from which on a find is a face, where the user does not say.</summary>
    float UsualScore { get; }

    /// <summary>Faces that are higher than this in the input, in pixels, are found, but their boxes are too small.</summary>
    int LargestFace { get; }

    /// <summary>The outputs, in the order in which <see cref="Decode"/> takes them.</summary>
    ImmutableArray<DetectorOutput> Outputs { get; }

    /// <summary>Reads the faces of one picture.</summary>
    /// <param name="maps">Numbers of each output.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="minimumScore">Faces below are left out.</param>
    /// <param name="found">Faces in pixels of the input are added here; they may overlap, and coordinates that are no
    /// numbers are for the caller to drop.</param>
    void Decode(ReadOnlySpan<float[]> maps, int width, int height, float minimumScore, List<DetectedFace> found);
}
