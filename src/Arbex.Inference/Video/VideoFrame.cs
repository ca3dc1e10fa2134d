using Arbex.Imaging;

namespace Arbex.Inference.Video;

/// <summary>A frame of a clip.</summary>
/// <param name="Index">From 0 on; counts the frames that can be decoded.</param>
/// <param name="Seconds">When the frame is shown, as the file says, to a microsecond; 0 is where the file begins, with sound or picture.
/// A frame for which the file gives no time comes one mean frame after the one before it.</param>
/// <param name="Picture">Its pixels, upright.</param>
public sealed record VideoFrame(long Index, double Seconds, ImageBuffer Picture);
