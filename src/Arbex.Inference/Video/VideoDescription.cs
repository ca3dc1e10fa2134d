namespace Arbex.Inference.Video;

/// <summary>What a clip's file says of it.</summary>
/// <param name="Width">Columns of a frame as it is shown, in pixels.</param>
/// <param name="Height">Rows of a frame as it is shown, in pixels.</param>
/// <param name="FramesPerSecond">Mean rate.</param>
/// <param name="Frames">How many frames there are; null where the file does not say. May be off by a few.</param>
public sealed record VideoDescription(int Width, int Height, double FramesPerSecond, long? Frames);
