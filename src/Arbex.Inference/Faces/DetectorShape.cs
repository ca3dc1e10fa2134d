namespace Arbex.Inference.Faces;

/// <summary>What a detector's file says of itself.</summary>
/// <param name="Layout">What it writes.</param>
/// <param name="InputName">Name of its input.</param>
/// <param name="FixedSize">Columns and rows of its input; null where it takes any.</param>
internal sealed record DetectorShape(IDetectorLayout Layout, string InputName, (int Width, int Height)? FixedSize);
