using System.Diagnostics;
using Arbex.Imaging;
using Arbex.Inference.Video;

namespace Arbex.Cli.Tests;

/// <summary>Clips of changing grey, made by ffmpeg.</summary>
internal static class Clips
{
    /// <summary>Writes a clip of 64 x 48 at 10 frames a second.</summary>
    /// <returns>False where ffmpeg is not installed.</returns>
    public static bool TryMake(string path, int frames)
    {
        try
        {
            using var writer = new VideoWriter(path, new VideoDescription(64, 48, 10, frames));
            for (var i = 0; i < frames; i++)
            {
                var picture = new ImageBuffer(64, 48);
                picture.Pixels.AsSpan().Fill((byte)(i * 10));
                writer.Add(picture);
            }

            writer.Finish();
            return true;
        }
        catch (VideoException)
        {
            return false;
        }
    }

    /// <summary>Makes an animated picture of a clip, at another speed.</summary>
    public static void Animate(string clip, string path, int framesPerSecond)
    {
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-r", $"{framesPerSecond}", "-i", clip, "-r", $"{framesPerSecond}", path]);
        ffmpeg.WaitForExit();
    }

    /// <summary>Adds a tone to a clip.</summary>
    public static void AddSound(string clip, string path, double seconds)
    {
        using var ffmpeg = Process.Start("ffmpeg",
        [
            "-v", "error", "-i", clip, "-f", "lavfi", "-i", FormattableString.Invariant($"sine=duration={seconds}"), "-c:v", "copy", "-c:a",
            "aac", path,
        ]);
        ffmpeg.WaitForExit();
    }
}
