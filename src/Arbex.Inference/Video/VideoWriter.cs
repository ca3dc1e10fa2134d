using System.Globalization;
using Arbex.Imaging;

namespace Arbex.Inference.Video;

/// <summary>Writes frames as an MP4 file (H.264) through ffmpeg, with the sound of the clip that they come from.</summary>
public sealed class VideoWriter : IDisposable
{
    /// <summary>Players take clips of so many rows for BT.709 and smaller ones for BT.601, and some do so whatever the file says.</summary>
    private const int HighDefinition = 720;

    private readonly FfmpegProcess _encoder;
    private readonly string _path;
    private readonly string _partial;
    private readonly VideoDescription _description;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where; ends in .mp4. It appears when all frames are written.</param>
    /// <param name="description">Size and rate of the frames.</param>
    /// <param name="soundFrom">A clip whose sound is taken over; null for none.</param>
    /// <exception cref="VideoException">ffmpeg is missing.</exception>
    public VideoWriter(string path, VideoDescription description, string? soundFrom = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(description);
        (_path, _description, _partial) = (path, description, path + ".partial.mp4");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        string[] sound = soundFrom is null
            ? []
            : [
                "-i", "file:" + Path.GetFullPath(soundFrom), "-map", "0:v", "-map", "1:a?", "-c:a", "aac",
                // Sound that ends before the picture goes on as silence: without it "-shortest" would end the clip there.
                "-af", "apad",
            ];
        var matrix = description.Height >= HighDefinition ? "bt709" : "smpte170m";
        _encoder = FfmpegProcess.Start(
            "ffmpeg", path, reads: true,
            [
                "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24",
                "-s", $"{description.Width}x{description.Height}",
                "-r", description.FramesPerSecond.ToString("0.######", CultureInfo.InvariantCulture), "-i", "pipe:0",
                .. sound,
                // Most players show 4:2:0 alone, which needs an even number of rows and columns.
                "-vf", $"pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix={matrix}:out_range=tv", .. ColoursOf(matrix),
                "-c:v", "libx264", "-preset", "veryfast", "-crf", "20",
                "-pix_fmt", "yuv420p", "-shortest", "-movflags", "+faststart", "-metadata", $"comment={DrawnClip.Comment}", "file:" + Path.GetFullPath(_partial),
            ]);
    }

    private static string[] ColoursOf(string matrix) =>
        ["-colorspace", matrix, "-color_primaries", matrix, "-color_trc", matrix, "-color_range", "tv"];

    /// <summary>Adds a frame.</summary>
    /// <param name="picture">A picture of the size that was said.</param>
    /// <exception cref="VideoException">ffmpeg ended.</exception>
    public void Add(ImageBuffer picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Width != _description.Width || picture.Height != _description.Height)
        {
            throw new ArgumentException(
                $"The frame has {picture.Width}x{picture.Height} pixels. Expected {_description.Width}x{_description.Height}.",
                nameof(picture));
        }

        try
        {
            _encoder.Input.Write(picture.Pixels);
        }
        catch (IOException)
        {
            throw _encoder.Failed("a place for the video that can be written to");
        }
    }

    /// <summary>Ends the file and gives it its name.</summary>
    /// <exception cref="VideoException">ffmpeg failed.</exception>
    public void Finish()
    {
        _encoder.Input.Close();
        _encoder.Finish("a place for the video that can be written to");
        File.Move(_partial, _path, overwrite: true);
    }

    /// <summary>Ends the writing; a file that was not finished is removed.</summary>
    public void Dispose()
    {
        _encoder.Dispose();
        File.Delete(_partial);
    }
}
