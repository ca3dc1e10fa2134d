using System.Globalization;

namespace Arbex.Inference.Video;

/// <summary>Which ffmpeg is installed, where its options changed their names.</summary>
internal static class FfmpegVersion
{
    /// <summary>ffmpeg 5.1 brought -fps_mode in the place of -vsync, which later versions give up.</summary>
    private static readonly Version NamesFrameRateMode = new(5, 1);

    private static readonly Lazy<string> Installed = new(Ask);

    /// <summary>The arguments that give every frame once, as it is in the file.</summary>
    public static string[] EveryFrame => EveryFrameOf(Installed.Value);

    /// <summary>The same for a program that introduces itself so.</summary>
    /// <param name="firstLine">What <c>ffmpeg -version</c> says first, such as "ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright".</param>
    public static string[] EveryFrameOf(string firstLine) =>
        Parse(firstLine) is { } version && version < NamesFrameRateMode ? ["-vsync", "passthrough"] : ["-fps_mode", "passthrough"];

    /// <summary>The version; null where it is none, such as in builds of a commit, which are new.</summary>
    public static Version? Parse(string firstLine)
    {
        if (firstLine.Split(' ') is not ["ffmpeg", "version", var name, ..])
        {
            return null;
        }

        var digits = name.TrimStart('n'); // the name of a tag
        string[] parts = digits[..digits.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count()].Split('.');
        return int.TryParse(parts[0], CultureInfo.InvariantCulture, out var major) && major < 1000 // above it is a date
            ? new Version(major, parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var minor) ? minor : 0)
            : null;
    }

    private static string Ask()
    {
        try
        {
            using var asked = FfmpegProcess.Start("ffmpeg", "ffmpeg", reads: false, ["-version"]);
            using var text = new StreamReader(asked.Output);
            return text.ReadToEnd().Split('\n')[0];
        }
        catch (VideoException)
        {
            return ""; // whoever starts it next says that it is missing
        }
    }
}
