using System.Globalization;
using Arbex.Files;
using Arbex.Imaging;

namespace Arbex.Inference.Video;

/// <summary>Writes frames as an MP4 file (H.264) through ffmpeg, with the sound of the clip that they come from.</summary>
/// <remarks>
/// The file grows under a name that is drawn at random and no clip's, and takes its own name when it is whole. Frames keep their times. Frames of
/// more than <see cref="MostPixels"/> pixels, which most players cannot show, are scaled down.
/// </remarks>
public sealed class VideoWriter : IDisposable
{
    /// <summary>Most pixels of a written frame: what H.264 allows at level 5.2.</summary>
    public const int MostPixels = 4096 * 2304;

    /// <summary>Players take clips of so many rows for BT.709 and smaller ones for BT.601, and some do so whatever the file says.</summary>
    private const int HighDefinition = 720;

    private const string Expected = "a place for the video that can be written to and has room";

    /// <summary>How finely the file counts time, in parts of a second, as most players do.</summary>
    private const int Clock = 90_000;

    private const double Microseconds = 1e6;

    private readonly string _path;
    private readonly VideoDescription _description;
    private readonly string? _soundFrom;
    private readonly (int Width, int Height) _size;
    private readonly FileStream _held;
    private FfmpegProcess? _encoder;
    private double _first;
    private long _last;
    private long _frames;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where; ends in .mp4. It appears when all frames are written.</param>
    /// <param name="description">Size and rate of the frames.</param>
    /// <param name="soundFrom">A clip whose sound is taken over; null for none.</param>
    /// <exception cref="VideoException">The folder cannot be written to, or the clip with the sound is no regular file.</exception>
    public VideoWriter(string path, VideoDescription description, string? soundFrom = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(description);
        (_path, _description, _soundFrom, _size) = (path, description, soundFrom, Written(description));
        if (soundFrom is not null)
        {
            ClipInput.Check(soundFrom);
        }

        _held = Writing(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return TemporaryName.Create(path, FileAccess.ReadWrite);
        });
        if (OperatingSystem.IsWindows())
        {
            _held.Dispose(); // what is open there cannot be written by ffmpeg
        }
    }

    private string Partial => _held.Name;

    /// <summary>Adds a frame at the mean rate.</summary>
    /// <param name="picture">A picture of the size that was said.</param>
    /// <exception cref="VideoException">ffmpeg is missing, or ended.</exception>
    public void Add(ImageBuffer picture) => Add(picture, _frames / _description.FramesPerSecond);

    /// <summary>Adds a frame at its time.</summary>
    /// <param name="picture">A picture of the size that was said.</param>
    /// <param name="seconds">When it is shown, on the clock of the clip with the sound; a frame that would come before the one before it comes
    /// right behind it.</param>
    /// <exception cref="VideoException">ffmpeg is missing, or ended.</exception>
    public void Add(ImageBuffer picture, double seconds)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Width != _description.Width || picture.Height != _description.Height)
        {
            throw new ArgumentException(
                $"The frame has {picture.Width}x{picture.Height} pixels. Expected {_description.Width}x{_description.Height}.",
                nameof(picture));
        }

        _first = _frames == 0 ? seconds : _first;
        var at = (long)Math.Round((seconds - _first) * Microseconds);
        at = _frames == 0 ? 0 : Math.Max(at, _last + (long)Math.Ceiling(2 * Microseconds / Clock));
        try
        {
            if (_encoder is null)
            {
                _encoder = Start();
                TimedFrames.Begin(_encoder.Input, _size.Width, _size.Height, _description.FramesPerSecond);
            }

            TimedFrames.Write(_encoder.Input, at, ImageResizer.Resize(picture, _size.Width, _size.Height).Pixels);
        }
        catch (IOException)
        {
            throw _encoder!.Failed(Expected);
        }

        (_last, _frames) = (at, _frames + 1);
    }

    /// <summary>Ends the file and gives it its name.</summary>
    /// <exception cref="VideoException">ffmpeg failed, or the file is not whole.</exception>
    public void Finish()
    {
        if (_encoder is null)
        {
            throw new VideoException($"The clip '{_path}' has no frame. Expected at least one. Check the clip that it is drawn from.");
        }

        try
        {
            _encoder.Input.Close();
        }
        catch (IOException)
        {
            throw _encoder.Failed(Expected);
        }

        // Neither the exit code nor the messages say reliably that a disk was full: the file itself is looked at.
        if (_encoder.WaitForExit() != 0 || (_soundFrom is null && _encoder.Log.Faults > 0) || !IsWhole())
        {
            throw _encoder.Failed(Expected);
        }

        Writing(() =>
        {
            File.Move(Partial, _path, overwrite: true);
            return true;
        });
        _held.Dispose();
    }

    /// <summary>Ends the writing; a file that was not finished is removed.</summary>
    public void Dispose()
    {
        _encoder?.Dispose();
        try
        {
            File.Delete(Partial);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Whatever keeps it from going was reported when it was written; it is removed by a later run.
        }

        _held.Dispose();
    }

    /// <summary>The size of written frames: that of the clip, or less in the same shape.</summary>
    internal static (int Width, int Height) Written(VideoDescription description)
    {
        var shrink = Math.Sqrt((double)MostPixels / ((long)description.Width * description.Height));
        return shrink >= 1
            ? (description.Width, description.Height)
            : (Math.Max(1, (int)(description.Width * shrink)), Math.Max(1, (int)(description.Height * shrink)));
    }

    private bool IsWhole()
    {
        try
        {
            // The file is locked while it is held: it is read through that which holds it.
            using var reopened = _held.CanRead ? null : File.OpenRead(Partial);
            return Mp4Boxes.AreWhole(reopened ?? _held) && VideoReader.Describe(Partial, Unlimited).Frames == _frames;
        }
        catch (Exception broken) when (broken is VideoException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static DecodeLimits Unlimited { get; } = new() { MaximumPixels = DecodeLimits.LargestMaximumPixels };

    private FfmpegProcess Start()
    {
        // Sound that ends before the picture goes on as silence: without it "-shortest" would end the clip there.
        string[] sound = _soundFrom is null ? [] : ["-map", "1:a?", "-c:a", "aac", "-af", SoundDelay(_soundFrom) + "apad"];
        var matrix = _size.Height >= HighDefinition ? "bt709" : "smpte170m";
        return FfmpegProcess.Start(
            "ffmpeg", _path, reads: true,
            [
                "-v", FfmpegProcess.LogFlags + "error", "-y",
                "-itsoffset", _first.ToString("0.######", CultureInfo.InvariantCulture), "-protocol_whitelist", "pipe", "-f", "matroska",
                "-i", "pipe:0", .. _soundFrom is null ? [] : ClipInput.Of(_soundFrom), "-map", "0:v", .. sound,
                .. FfmpegVersion.EveryFrame, "-enc_time_base", $"1/{Clock}", "-video_track_timescale", $"{Clock}",
                // Most players show 4:2:0 alone, which needs an even number of rows and columns.
                "-vf", $"pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix={matrix}:out_range=tv", .. ColoursOf(matrix),
                // Frames that are predicted from later ones have no place where rates vary: lengths of the file come out wrong.
                "-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-crf", "20",
                "-pix_fmt", "yuv420p", "-shortest", "-movflags", "+faststart", "-metadata", $"comment={DrawnClip.Comment}", "-f", "mp4",
                "file:" + Partial,
            ]);
    }

    /// <summary>A filter that undoes what ffmpeg moves the clock of the sound by, once no picture beside it is in use; nothing where it moves none.</summary>
    private static string SoundDelay(string clip)
    {
        using var asked = FfmpegProcess.Start(
            "ffmpeg", clip, reads: false,
            [
                "-v", FfmpegProcess.LogFlags + "verbose", "-hide_banner", "-nostats", "-nostdin", .. ClipInput.Of(clip), "-map", "0:a?", "-c",
                "copy", "-frames:a", "1", "-f", "null", "-",
            ]);
        asked.WaitForExit(); // fails where there is no sound
        return asked.Log.Moved > 0 ? string.Create(CultureInfo.InvariantCulture, $"asetpts=PTS+{asked.Log.Moved:0.######}/TB,") : "";
    }

    private static string[] ColoursOf(string matrix) =>
        ["-colorspace", matrix, "-color_primaries", matrix, "-color_trc", matrix, "-color_range", "tv"];

    /// <summary>Does what may fail for the place's sake, and says which place.</summary>
    private T Writing<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new VideoException(
                $"Cannot write the clip '{_path}': {refused.Message} Expected {Expected}. Choose another folder, or make room.", refused);
        }
    }
}
