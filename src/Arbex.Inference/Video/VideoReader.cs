using System.Globalization;
using System.Text.Json;
using Arbex.Imaging;

namespace Arbex.Inference.Video;

/// <summary>Frames of a clip through ffmpeg, one after another, in memory that does not grow.</summary>
public static class VideoReader
{
    /// <summary>No format has pixels that are further from square; a file that says so is wrong.</summary>
    private const double WidestPixel = 4;

    /// <summary>Asks what a file holds.</summary>
    /// <param name="path">A video file.</param>
    /// <param name="limits">What a frame may ask for; null for the usual.</param>
    /// <exception cref="VideoException">ffprobe is missing, or the file holds no video, or one of too large
    /// frames.</exception>
    public static VideoDescription Describe(string path, DecodeLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits = (limits ?? DecodeLimits.Default).Validated();
        CheckExists(path);
        using var probe = FfmpegProcess.Start(
            "ffprobe", path, reads: false,
            "-v", "error", "-select_streams", "v:0", "-show_entries",
            "stream=width,height,sample_aspect_ratio,avg_frame_rate,r_frame_rate,nb_frames,duration:stream_side_data=rotation:format=duration",
            "-of", "json", "-i", Local(path));
        using var text = new StreamReader(probe.Output);
        var json = text.ReadToEnd();
        probe.Finish("a video");
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0)
        {
            throw new VideoException($"'{path}' holds no pictures. Expected a video. Check the file.");
        }

        return Read(path, streams[0], document.RootElement, limits.MaximumPixels);
    }

    /// <summary>Reads the frames.</summary>
    /// <param name="path">A video file.</param>
    /// <param name="description">What <see cref="Describe"/> said of it.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <returns>Frames in order; each has a picture of its own, which the reader does not touch again.</returns>
    /// <exception cref="VideoException">ffmpeg is missing, or the file is damaged from the first frame on.</exception>
    public static IEnumerable<VideoFrame> Frames(
        string path, VideoDescription description, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(description);
        CheckExists(path);
        return Read(path, description, cancellation);
    }

    private static IEnumerable<VideoFrame> Read(
        string path, VideoDescription description, CancellationToken cancellation)
    {
        using var decoder = FfmpegProcess.Start(
            "ffmpeg", path, reads: false,
            [
                "-v", "error", "-nostdin", "-threads", "1", "-i", Local(path), "-map", "0:v:0", .. FfmpegVersion.EveryFrame,
                "-vf", $"scale={description.Width}:{description.Height}", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
            ]);
        for (long index = 0; ; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var picture = new ImageBuffer(description.Width, description.Height);
            var read = decoder.Output.ReadAtLeast(picture.Pixels, picture.Pixels.Length, throwOnEndOfStream: false);
            if (read < picture.Pixels.Length)
            {
                // A clip that is damaged behind its first frame has given what could be read; ffmpeg then ends well.
                decoder.Finish("a video that can be decoded");
                yield break;
            }

            yield return new VideoFrame(index, index / description.FramesPerSecond, picture);
        }
    }

    private static VideoDescription Read(string path, JsonElement stream, JsonElement root, long mostPixels)
    {
        var (width, height) = (ShownWidth(stream), Whole(stream, "height"));
        if (width is not > 0 || height is not > 0 || width > mostPixels || height > mostPixels
            || width * height > mostPixels)
        {
            throw new VideoException(
                $"'{path}' says that its frames have {width} x {height} pixels. Expected at most {mostPixels} in all. Check the "
                + "file, or raise the limit: MaximumPixels, --max-pixels.");
        }

        var rate = Ratio(stream, "avg_frame_rate", '/') ?? Ratio(stream, "r_frame_rate", '/') ?? 25;
        var seconds = Number(stream, "duration")
            ?? (root.TryGetProperty("format", out var format) ? Number(format, "duration") : null);
        var frames = Whole(stream, "nb_frames") ?? (seconds is { } length ? (long)Math.Round(length * rate) : null);
        var isTurned = Rotation(stream) % 180 != 0;
        return new VideoDescription(
            (int)(isTurned ? height.Value : width.Value), (int)(isTurned ? width.Value : height.Value), rate, frames);
    }

    /// <summary>Columns once pixels are square: those of television and tapes are not.</summary>
    private static long? ShownWidth(JsonElement stream)
    {
        var pixel = Ratio(stream, "sample_aspect_ratio", ':') is { } said and >= 1 / WidestPixel and <= WidestPixel ? said : 1;
        return Whole(stream, "width") is { } width ? (long)Math.Round(width * pixel) : null;
    }

    private static long Rotation(JsonElement stream) =>
        stream.TryGetProperty("side_data_list", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(data => Whole(data, "rotation")).OfType<long>().FirstOrDefault()
            : 0;

    private static double? Ratio(JsonElement stream, string name, char between)
    {
        if (!stream.TryGetProperty(name, out var value) || value.GetString()?.Split(between) is not [var over, var under])
        {
            return null;
        }

        return double.TryParse(over, CultureInfo.InvariantCulture, out var above)
            && double.TryParse(under, CultureInfo.InvariantCulture, out var below) && below > 0 && above > 0
                ? above / below
                : null;
    }

    private static long? Whole(JsonElement element, string name) => Number(element, name) is { } number ? (long)number : null;

    private static double? Number(JsonElement element, string name) => !element.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.ValueKind == JsonValueKind.String
            && double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void CheckExists(string path)
    {
        if (!File.Exists(path))
        {
            throw new VideoException($"There is no file '{path}'. Expected a video. Check the path.");
        }
    }

    /// <summary>A path that ffmpeg takes for a file, whatever it is called: not for an option, a protocol or a pattern.</summary>
    private static string Local(string path) => "file:" + Path.GetFullPath(path);
}
