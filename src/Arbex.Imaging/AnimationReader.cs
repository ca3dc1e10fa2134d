using System.Globalization;
using Arbex.Imaging.Formats;
using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Frames of animated GIF and WebP pictures.</summary>
/// <remarks>Takes the file, 4 bytes a pixel of the canvas (8 where frames go away again, and 4 more where they are stored turned), and 3 for each frame that the caller keeps.</remarks>
public static class AnimationReader
{
    /// <summary>
    /// How many times <see cref="DecodeLimits.MaximumPixels"/> all frames together may have: each frame costs the whole canvas's time, however few
    /// bytes it takes in the file.
    /// </summary>
    public const int MostCanvases = 100;

    /// <summary>For counting, which decodes nothing.</summary>
    private static readonly DecodeLimits Unlimited = new() { MaximumPixels = long.MaxValue };

    private const string Formats = "an animated GIF or WebP picture";

    /// <summary>Counts the frames of a picture.</summary>
    /// <param name="path">The file.</param>
    /// <returns>1 for a picture that does not move, and for files of other kinds. A frame that is cut short counts.</returns>
    public static int CountFrames(string path) => Ask(path, Count, otherwise: 1);

    /// <summary>How long a picture moves, each frame for its time, without decoding any.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Seconds of one round; 0 for a picture that does not move, and for files of other kinds.</returns>
    public static double CountSeconds(string path) =>
        Ask(path, (_, codec) => codec.FrameCount > 1 ? codec.FrameInfo.Sum(Shown) : 0, otherwise: 0);

    /// <summary>Reads the frames as they are shown: upright, laid over white where they are transparent.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What the picture may ask for; null for the usual.</param>
    /// <param name="damaged">Gets what is wrong, once and after the last frame, where the picture is cut short or damaged; null throws it instead.</param>
    /// <returns>Each frame with the seconds after which it is shown.</returns>
    /// <exception cref="ImageFormatException">It is no such picture, too large, or damaged from the first frame on; also, behind the last frame,
    /// where it is damaged or cut short and <paramref name="damaged"/> is null.</exception>
    public static IEnumerable<(double Seconds, ImageBuffer Picture)> Frames(
        string path, DecodeLimits? limits = null, Action<ClipDamage>? damaged = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits = (limits ?? DecodeLimits.Default).Validated();
        var file = Read(path);
        using var data = Data(file);
        using var codec = PictureCodec.Open(file, data, limits) ?? throw new ImageFormatException(
            $"'{path}' is no picture that can be read. Expected {Formats}. Check the file.");
        var frames = codec.FrameInfo is { Length: > 0 } known ? known : [new SKCodecFrameInfo { RequiredFrame = -1 }];
        Check(path, codec.Info, frames.Length, limits);
        using var canvas = new AnimationCanvas(codec, NotedOrientation.Of(file.Content));
        var (seconds, drawn, result) = (0.0, 0, SKCodecResult.Success);
        for (; drawn < frames.Length && (result = canvas.Draw(drawn, frames[drawn])) == SKCodecResult.Success; drawn++)
        {
            yield return (seconds, canvas.Shown());
            seconds += Shown(frames[drawn]);
        }

        if (drawn == 0)
        {
            throw new ImageFormatException(
                $"'{path}' is damaged in its first frame ({result}). Expected a whole picture. Fetch it again.");
        }

        var end = AnimationEnd.Of(file.Content);
        if (result != SKCodecResult.Success || !end.IsWhole || end.Frames > drawn)
        {
            var damage = new ClipDamage(path, Reason(drawn, Math.Max(end.Frames, frames.Length), end.IsWhole));
            (damaged ?? (found => throw new ImageFormatException(found.Message)))(damage);
        }

        GC.KeepAlive(file.Bytes);
    }

    private static string Reason(int drawn, int begun, bool isWhole) =>
        string.Create(CultureInfo.InvariantCulture, $"ends after {drawn} of {begun} frames")
        + (isWhole ? ", where it is damaged" : " or more: the file is cut short");

    private static void Check(string path, SKImageInfo info, int frames, DecodeLimits limits)
    {
        var (pixels, most) = ((long)info.Width * info.Height, MostCanvases * limits.MaximumPixels);
        if (frames * (double)pixels > most)
        {
            throw new ImageFormatException(
                $"'{path}' has {frames} frames of {info.Width}x{info.Height} pixels. Expected at most {most} pixels in all, {MostCanvases} times the "
                + "limit of a picture. Shrink it, or raise the limit (MaximumPixels; --max-pixels).");
        }
    }

    /// <summary>A GIF may be cut within its second frame, of which Skia then knows nothing.</summary>
    private static int Count(EncodedPicture picture, SKCodec codec) =>
        Math.Max(1, Math.Max(codec.FrameCount, AnimationEnd.Of(picture.Content).Frames));

    /// <summary>Asks a picture's header; what cannot be read has the other answer, and whoever decodes it says what is wrong.</summary>
    private static T Ask<T>(string path, Func<EncodedPicture, SKCodec, T> ask, T otherwise)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var picture = Read(path);
            using var data = Data(picture);
            using var codec = PictureCodec.Open(picture, data, Unlimited);
            var answer = codec is null ? otherwise : ask(picture, codec);
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
