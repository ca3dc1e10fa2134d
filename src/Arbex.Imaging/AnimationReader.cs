using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Frames of animated GIF and WebP pictures.</summary>
public static class AnimationReader
{
    /// <summary>For counting, which decodes nothing.</summary>
    private static readonly DecodeLimits Unlimited = new() { MaximumPixels = long.MaxValue };

    private const string Formats = "an animated GIF or WebP picture";

    /// <summary>Counts the frames of a picture.</summary>
    /// <param name="path">The file.</param>
    /// <returns>1 for a picture that does not move, and for files of other kinds.</returns>
    public static int CountFrames(string path) => Ask(path, codec => Math.Max(1, codec.FrameCount), otherwise: 1);

    /// <summary>How long a picture moves, each frame for its time, without decoding any.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Seconds of one round; 0 for a picture that does not move, and for files of other kinds.</returns>
    public static double CountSeconds(string path) =>
        Ask(path, codec => codec.FrameCount > 1 ? codec.FrameInfo.Sum(Shown) : 0, otherwise: 0);

    /// <summary>Reads the frames as they are shown, laid over white where they are transparent.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What the picture may ask for; null for the usual.</param>
    /// <returns>Each frame with the seconds after which it is shown.</returns>
    /// <exception cref="ImageFormatException">It is no such picture, too large, or damaged from the first frame on.</exception>
    public static IEnumerable<(double Seconds, ImageBuffer Picture)> Frames(string path, DecodeLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits = (limits ?? DecodeLimits.Default).Validated();
        var file = Read(path);
        using var data = Data(file);
        using var codec = PictureCodec.Open(file, data, limits) ?? throw new ImageFormatException(
            $"'{path}' is no picture that can be read. Expected {Formats}. Check the file.");
        using var canvas = new AnimationCanvas(codec);
        var (frames, seconds) = (codec.FrameInfo, 0.0);
        for (var i = 0; i < frames.Length; i++)
        {
            var result = canvas.Draw(i, frames[i]);
            if (result != SKCodecResult.Success)
            {
                if (i == 0)
                {
                    throw new ImageFormatException(
                        $"'{path}' is damaged in its first frame ({result}). Expected a whole picture. Fetch it again.");
                }

                break;
            }

            yield return (seconds, canvas.Shown());
            seconds += Shown(frames[i]);
        }

        GC.KeepAlive(file.Bytes);
    }

    /// <summary>Asks a picture's header; what cannot be read has the other answer, and whoever decodes it says what is wrong.</summary>
    private static T Ask<T>(string path, Func<SKCodec, T> ask, T otherwise)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var picture = Read(path);
            using var data = Data(picture);
            using var codec = PictureCodec.Open(picture, data, Unlimited);
            var answer = codec is null ? otherwise : ask(codec);
            GC.KeepAlive(picture.Bytes);
            return answer;
        }
        catch (ImageFormatException)
        {
            return otherwise;
        }
    }

    /// <summary>Seconds that a frame is shown.</summary>
    private static double Shown(SKCodecFrameInfo frame) => Math.Max(frame.Duration, 10) / 1000.0;

    private static EncodedPicture Read(string path)
    {
        var (bytes, length) = PictureFile.Read(path, Formats, new DecodeBuffer());
        return new EncodedPicture(bytes, length, path);
    }

    private static SKData Data(EncodedPicture picture) =>
        SKData.Create(DecodeBuffer.AddressOf(picture.Bytes), picture.Length);
}
