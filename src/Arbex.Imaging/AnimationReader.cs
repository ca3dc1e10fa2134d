using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Frames of animated GIF and WebP pictures.</summary>
public static class AnimationReader
{
    /// <summary>Counts the frames of a picture.</summary>
    /// <param name="path">The file.</param>
    /// <returns>1 for a picture that does not move, and for files of other kinds.</returns>
    public static int CountFrames(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var codec = SKCodec.Create(path);
        return Math.Max(1, codec?.FrameCount ?? 1);
    }

    /// <summary>Reads the frames as they are shown, laid over white where they are transparent.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What the picture may ask for; null for the usual.</param>
    /// <returns>Each frame with the seconds after which it is shown.</returns>
    /// <exception cref="ImageFormatException">It is no such picture, too large, or damaged from the first frame on.</exception>
    public static IEnumerable<(double Seconds, ImageBuffer Picture)> Frames(string path, DecodeLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits = (limits ?? DecodeLimits.Default).Validated();
        using var codec = SKCodec.Create(path) ?? throw new ImageFormatException(
            $"'{path}' is no picture that can be read. Expected an animated GIF or WebP. Check the file.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        limits.Check(path, width, height);
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
        using var bitmap = new SKBitmap(info);
        var (frames, seconds, held) = (codec.FrameInfo, 0.0, -1);
        for (var i = 0; i < frames.Length; i++)
        {
            // A frame may build on an earlier one: on the last shown it can be drawn as it is, on another Skia draws that first.
            var builtOn = frames[i].RequiredFrame == held ? held : -1;
            var result = codec.GetPixels(info, bitmap.GetPixels(), new SKCodecOptions(i, builtOn));
            if (result != SKCodecResult.Success)
            {
                if (i == 0)
                {
                    throw new ImageFormatException(
                        $"'{path}' is damaged in its first frame ({result}). Expected a whole picture. Fetch it again.");
                }

                yield break;
            }

            held = i;
            var rgba = bitmap.GetPixelSpan().ToArray();
            RgbaPixels.LayOverWhite(rgba);
            var picture = new ImageBuffer(width, height);
            RgbaPixels.DropAlpha(rgba, picture.Pixels);
            yield return (seconds, picture);
            seconds += Math.Max(frames[i].Duration, 10) / 1000.0;
        }
    }
}
