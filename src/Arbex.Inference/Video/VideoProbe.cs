using System.Globalization;
using System.Text.Json;

namespace Arbex.Inference.Video;

/// <summary>Reads what ffprobe says of a clip.</summary>
internal static class VideoProbe
{
    /// <summary>The entries to request.</summary>
    public const string Entries =
        "stream=width,height,sample_aspect_ratio,avg_frame_rate,r_frame_rate,nb_frames,has_b_frames,duration,start_time:stream_side_data=rotation"
        + ":frame_side_data=rotation:format=duration,start_time,format_name";

    /// <summary>No format has pixels that are further from square; a file that says so is wrong.</summary>
    private const double WidestPixel = 4;

    /// <summary>A rate for files that give none.</summary>
    private const double UsualRate = 25;

    /// <summary>Reads the answer.</summary>
    /// <param name="path">The clip, for messages.</param>
    /// <param name="json">The answer.</param>
    /// <param name="mostPixels">What a frame may have.</param>
    /// <exception cref="VideoException">There is no picture, or too large a one.</exception>
    public static VideoDescription Read(string path, string json, long mostPixels)
    {
        using var document = Parse(path, json);
        if (!document.RootElement.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0)
        {
            throw new VideoException($"'{path}' holds no moving pictures. Expected a video. Check the file.");
        }

        var frame = document.RootElement.TryGetProperty("frames", out var frames) ? frames.EnumerateArray().FirstOrDefault() : default;
        return Read(
            path, streams[0], document.RootElement.TryGetProperty("format", out var format) ? format : default,
            Rotation(streams[0]) ?? Rotation(frame) ?? 0, mostPixels);
    }

    private static JsonDocument Parse(string path, string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException cause)
        {
            throw new VideoException(
                $"ffprobe's answer about '{path}' cannot be read: {cause.Message} Expected JSON. Check that ffprobe works.", cause);
        }
    }

    private static VideoDescription Read(string path, JsonElement stream, JsonElement format, long rotation, long mostPixels)
    {
        var (width, height) = (ShownWidth(stream), Whole(stream, "height"));
        if (width is not > 0 || height is not > 0)
        {
            throw new VideoException(
                $"'{path}' does not say how large its frames are. Expected a video with at least one frame that can be decoded. Fetch or "
                + "convert it again.");
        }

        if (width > mostPixels || height > mostPixels
            || width * height > mostPixels)
        {
            throw new VideoException(
                $"'{path}' says that its frames have {width} x {height} pixels. Expected at most {mostPixels} in all. Check the "
                + "file, or raise the limit: MaximumPixels, --max-pixels.");
        }

        var rate = Ratio(stream, "avg_frame_rate", '/') ?? Ratio(stream, "r_frame_rate", '/') ?? UsualRate;
        var (length, counted) = (Number(stream, "duration"), Whole(stream, "nb_frames"));
        var isTurned = rotation % 180 != 0;
        var start = Number(format, "start_time") ?? 0;
        var from = (Number(stream, "start_time") ?? start) - Math.Max(0, start);
        return new VideoDescription(
            (int)(isTurned ? height.Value : width.Value), (int)(isTurned ? width.Value : height.Value), rate,
            counted ?? ((length ?? Number(format, "duration")) is { } seconds ? (long)Math.Round(seconds * rate) : null))
        {
            IsCounted = counted is not null,
            Reordered = Math.Max(0, Whole(stream, "has_b_frames") ?? 0),
            Shift = Math.Min(0, start),
            // AVI takes its length from what there is of the file, and its count from the header.
            End = from + (Text(format, "format_name") == "avi" ? counted / rate : length),
        };
    }

    /// <summary>Columns once pixels are square: those of television and tapes are not.</summary>
    private static long? ShownWidth(JsonElement stream)
    {
        var pixel = Ratio(stream, "sample_aspect_ratio", ':') is { } said and >= 1 / WidestPixel and <= WidestPixel ? said : 1;
        return Whole(stream, "width") is { } width ? (long)Math.Round(width * pixel) : null;
    }

    /// <summary>Degrees by which a stream, or a frame where the stream says nothing, is turned to be shown; null where it does not say.</summary>
    private static long? Rotation(JsonElement of) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty("side_data_list", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(data => Whole(data, "rotation")).FirstOrDefault(degrees => degrees is not null)
            : null;

    private static double? Ratio(JsonElement stream, string name, char between) =>
        Text(stream, name)?.Split(between) is [var over, var under]
        && double.TryParse(over, CultureInfo.InvariantCulture, out var above)
        && double.TryParse(under, CultureInfo.InvariantCulture, out var below) && below > 0 && above > 0
            ? above / below
            : null;

    private static long? Whole(JsonElement element, string name) => Number(element, name) is { } number ? (long)number : null;

    private static double? Number(JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.ValueKind == JsonValueKind.String
            && double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
