using Arbex.Imaging;

namespace Arbex.Inference.Video;

/// <summary>Frames of a clip through ffmpeg, one after another, in memory that does not grow.</summary>
/// <remarks>Only formats that hold their own pictures are opened; playlists and lists of other files are refused.</remarks>
public static class VideoReader
{
    /// <summary>Asks what a file holds.</summary>
    /// <param name="path">A video file.</param>
    /// <param name="limits">What a frame may ask for; null for the usual.</param>
    /// <param name="cancellation">Ends the program that looks.</param>
    /// <exception cref="VideoException">ffprobe is missing, or the file holds no video, or one of too large
    /// frames, or is a pipe, a device or a playlist.</exception>
    public static VideoDescription Describe(string path, DecodeLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits = (limits ?? DecodeLimits.Default).Validated();
        ClipInput.Check(path);
        using var probe = FfmpegProcess.Start(
            "ffprobe", path, reads: false,
            [
                "-v", FfmpegProcess.LogFlags + "error", "-select_streams", "V:0", "-read_intervals", "%+#1",
                "-show_entries", VideoProbe.Entries, "-of", "json",
                .. ClipInput.Of(path),
            ],
            cancellation);
        using var text = new StreamReader(probe.Output);
        var json = text.ReadToEnd();
        var code = probe.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return code == 0 ? VideoProbe.Read(path, json, limits.MaximumPixels) : throw probe.Failed("a video");
    }

    /// <summary>Reads the frames.</summary>
    /// <param name="path">A video file.</param>
    /// <param name="description">What <see cref="Describe"/> said of it.</param>
    /// <param name="damaged">Gets what is wrong, once and after the last frame, where the clip is cut short or damaged; null throws
    /// it instead.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <returns>Frames in order; each has a picture of its own, which the reader does not touch again.</returns>
    /// <exception cref="VideoException">ffmpeg is missing, or no frame can be decoded; also, behind the last frame, where the clip is cut short
    /// or damaged and <paramref name="damaged"/> is null.</exception>
    public static IEnumerable<VideoFrame> Frames(
        string path, VideoDescription description, Action<ClipDamage>? damaged = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(description);
        ClipInput.Check(path);
        return Read(path, description, damaged ?? (damage => throw new VideoException(damage.Message)), cancellation);
    }

    private static IEnumerable<VideoFrame> Read(
        string path, VideoDescription description, Action<ClipDamage> damaged, CancellationToken cancellation)
    {
        using var decoder = FfmpegProcess.Start(
            "ffmpeg", path, reads: false,
            [
                "-v", FfmpegProcess.LogFlags + "verbose", "-hide_banner", "-nostats", "-nostdin", "-threads", "1", .. ClipInput.Of(path),
                "-map", "0:V:0", "-map_metadata", "-1", .. FfmpegVersion.EveryFrame, "-enc_time_base", "1/1000000",
                "-vf", $"scale={description.Width}:{description.Height},{FfmpegLog.TimesFilter}", "-f", "rawvideo", "-pix_fmt", "rgb24",
                "pipe:1",
            ],
            cancellation);
        var end = new ClipEnd(description);
        var first = new byte[1];
        while (decoder.Output.Read(first) == 1) // no memory is taken for a frame that does not come
        {
            var picture = new ImageBuffer(description.Width, description.Height);
            picture.Pixels[0] = first[0];
            var read = 1 + decoder.Output.ReadAtLeast(
                picture.Pixels.AsSpan(1), picture.Pixels.Length - 1, throwOnEndOfStream: false);
            cancellation.ThrowIfCancellationRequested();
            if (read < picture.Pixels.Length)
            {
                break;
            }

            var index = end.Frames;
            end.Add(decoder.Log.NextTime(cancellation) + description.Shift);
            yield return new VideoFrame(index, end.Seconds, picture);
        }

        var code = decoder.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        if (end.Frames == 0)
        {
            throw decoder.Failed("a video that can be decoded");
        }

        if (end.Reason(decoder.Log, code, path) is { } reason)
        {
            damaged(new ClipDamage(path, reason));
        }
    }
}
