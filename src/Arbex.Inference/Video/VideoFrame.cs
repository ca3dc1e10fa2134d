using Arbex.Imaging;

namespace Arbex.Inference.Video;

/// <summary>A frame of a clip.</summary>
/// <param name="Index">From 0 on.</param>
/// <param name="Seconds">When it is shown at the clip's mean rate, from the beginning; a clip with a rate that changes shows it a little earlier or later.</param>
/// <param name="Picture">Its pixels, upright.</param>
public sealed record VideoFrame(long Index, double Seconds, ImageBuffer Picture);
