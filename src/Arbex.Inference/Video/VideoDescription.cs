namespace Arbex.Inference.Video;

/// <summary>What a clip's file says of it.</summary>
/// <param name="Width">Columns of a frame as it is shown, in pixels.</param>
/// <param name="Height">Rows of a frame as it is shown, in pixels.</param>
/// <param name="FramesPerSecond">Mean rate, for estimates: a rate may vary, and files of some programs give none, so that it is guessed.
/// <see cref="VideoFrame.Seconds"/> says when a frame is shown.</param>
/// <param name="Frames">How many frames there are; null where the file does not say. May be off by a few.</param>
public sealed record VideoDescription(int Width, int Height, double FramesPerSecond, long? Frames)
{
    /// <summary>When the pictures end according to the file, in seconds; null unless the format gives pictures a length of their own.</summary>
    internal double? End { get; init; }

    /// <summary>Whether <see cref="Frames"/> is a count out of the file, not an estimate from its length.</summary>
    internal bool IsCounted { get; init; }

    /// <summary>
    /// How many frames may wait until one behind them was decoded. So many of the last ones are left out by ffmpeg where an MP4 says that its
    /// frames are shown as soon as they are decoded.
    /// </summary>
    internal long Reordered { get; init; }

    /// <summary>What ffmpeg adds to each time: a clip that begins before 0 is moved to begin there.</summary>
    internal double Shift { get; init; }
}
