using System.Globalization;

namespace Arbex.Inference.Video;

/// <summary>Follows the frames of a clip, and judges at its end whether the clip was whole: ffmpeg's exit code does not say.</summary>
internal sealed class ClipEnd
{
    /// <summary>Rounded times and a late first frame leave up to this many frames between the last one and the end that a file names.</summary>
    private const double Slack = 1.5;

    private readonly VideoDescription _description;
    private double _longest;

    public ClipEnd(VideoDescription description) => _description = description;

    /// <summary>How many frames came.</summary>
    public long Frames { get; private set; }

    /// <summary>When the last one is shown.</summary>
    public double Seconds { get; private set; }

    private double Frame => 1 / _description.FramesPerSecond;

    /// <summary>Takes the time of the next frame; null where the file gives none.</summary>
    public void Add(double? seconds)
    {
        var at = seconds ?? (Frames == 0 ? 0 : Seconds + Frame);
        _longest = Frames == 0 ? 0 : Math.Max(_longest, at - Seconds);
        Seconds = at;
        Frames++;
    }

    /// <summary>What is wrong with the clip, to follow its name; null where it is whole.</summary>
    /// <param name="log">What ffmpeg reported.</param>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="path">The clip.</param>
    public string? Reason(FfmpegLog log, int exitCode, string path)
    {
        var faults = log.Faults switch
        {
            0 => exitCode == 0 ? null : $"ffmpeg gives up with the exit code {exitCode}",
            1 => $"ffmpeg reports a fault: \"{log.FirstFault}\"",
            _ => string.Create(CultureInfo.InvariantCulture, $"ffmpeg reports {log.Faults} faults, the first: \"{log.FirstFault}\""),
        };
        var tail = ClipTail.Missing(path);
        string?[] reasons = [Count(faults is not null || tail is not null), tail, faults];
        return reasons.Any(reason => reason is not null) ? string.Join("; ", reasons.Where(reason => reason is not null)) : null;
    }

    /// <summary>
    /// Frames that are missing at the end. A count alone proves nothing (files may hold frames that are not shown), nor does a length (a
    /// last frame may be shown for long); where something else is wrong, an estimate is worth its mention.
    /// </summary>
    private string? Count(bool isDamaged)
    {
        if (_description.Frames is not { } expected || expected <= Frames)
        {
            return null;
        }

        var endsEarly = _description.End is { } end && Seconds + Math.Max(Frame, _longest) < end - ((Slack + _description.Reordered) * Frame);
        return _description.IsCounted && endsEarly
                ? string.Create(CultureInfo.InvariantCulture, $"ends after {Frames} of {expected} frames")
            : !isDamaged ? null
            : _description.IsCounted ? string.Create(CultureInfo.InvariantCulture, $"gives {Frames} of {expected} frames")
            : expected - Frames > Slack
                ? string.Create(CultureInfo.InvariantCulture, $"ends after {Frames} of about {expected} frames")
            : null;
    }
}
