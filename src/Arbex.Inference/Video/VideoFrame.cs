using Arbex.Imaging;

namespace Arbex.Inference.Video;

/// <summary>A frame of a clip.</summary>
/// <param name="Index">From 0 on.</param>
/// <param name="Seconds">When it is shown, from the beginning.</param>
/// <param name="Picture">Its pixels, upright.</param>
public sealed record VideoFrame(long Index, double Seconds, ImageBuffer Picture);
