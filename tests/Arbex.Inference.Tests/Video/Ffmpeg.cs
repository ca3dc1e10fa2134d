using System.ComponentModel;
using System.Diagnostics;

namespace Arbex.Inference.Tests.Video;

/// <summary>ffmpeg and ffprobe for tests, which are skipped where they are not installed.</summary>
internal static class Ffmpeg
{
    /// <summary>Runs ffmpeg, which must succeed.</summary>
    public static void Run(params string[] arguments) => Output("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]);

    /// <summary>Runs ffprobe on a clip.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="entry">The entry to request.</param>
    /// <param name="stream">Which streams; null for all.</param>
    /// <returns>The values of the entry, one a line.</returns>
    public static string[] Probe(string clip, string entry, string? stream = "v:0") =>
        Output("ffprobe", ["-v", "error", .. stream is null ? Array.Empty<string>() : ["-select_streams", stream], "-show_entries", entry,
            "-of", "default=nk=1:nw=1", clip])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Output(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed.");
            return "";
        }
    }
}
