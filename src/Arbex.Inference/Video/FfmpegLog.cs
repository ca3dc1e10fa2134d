using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Arbex.Inference.Video;

/// <summary>Takes apart what ffmpeg writes to its standard error: faults, and the times of frames.</summary>
internal sealed partial class FfmpegLog
{
    /// <summary>More than any message has that matters.</summary>
    private const int LongestLine = 4096;

    private const double Microseconds = 1e6;

    /// <summary>Messages of the level "error" about clips in which nothing is damaged.</summary>
    private static readonly string[] Harmless =
        ["chapter track not found", "unable to decode APP fields", "mmco: unref short failure", "non monotonically increasing dts to muxer"];

    private readonly BlockingCollection<double?> _times = [];

    /// <summary>Filters that report each frame's time, in microseconds; the key limits the report to one line a frame.</summary>
    public const string TimesFilter =
        "settb=1/1000000,metadata=mode=add:key=arbex:value=1,metadata=mode=print:key=arbex";

    /// <summary>How many faults were reported.</summary>
    public int Faults { get; private set; }

    /// <summary>The first fault; null without any.</summary>
    public string? FirstFault { get; private set; }

    /// <summary>The last fault; null without any.</summary>
    public string? LastFault { get; private set; }

    /// <summary>The format that the file has and that the whitelist lacks; null without one.</summary>
    public string? RefusedFormat { get; private set; }

    /// <summary>
    /// Seconds by which ffmpeg moved the input's clock, which its level "verbose" reports: where a format's times may jump, it begins the clock
    /// at the first stream that is in use, not at the beginning of the file. Times are given without this.
    /// </summary>
    public double Moved { get; private set; }

    /// <summary>Reads until the end; on a thread of its own.</summary>
    /// <param name="reader">The program's standard error.</param>
    public void Read(TextReader reader)
    {
        try
        {
            var line = new StringBuilder();
            var buffer = new char[LongestLine];
            for (int read; (read = reader.Read(buffer, 0, buffer.Length)) > 0;)
            {
                foreach (var c in buffer.AsSpan(0, read))
                {
                    if (c is '\n' or '\r')
                    {
                        Take(line.ToString());
                        line.Clear();
                    }
                    else if (line.Length < LongestLine)
                    {
                        line.Append(c);
                    }
                }
            }

            Take(line.ToString());
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
            // The program was ended while it spoke.
        }
        finally
        {
            _times.CompleteAdding();
        }
    }

    /// <summary>The time of the next frame in seconds, once it was reported; null for a frame without one.</summary>
    public double? NextTime(CancellationToken cancellation) =>
        _times.TryTake(out var time, Timeout.Infinite, cancellation) ? time : null;

    /// <summary>Takes a line.</summary>
    internal void Take(string line)
    {
        if (Time().Match(line) is { Success: true } time)
        {
            _times.Add(
                long.TryParse(time.Groups["pts"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pts)
                    ? (pts / Microseconds) + Moved
                    : null);
        }
        else if (Correction().Match(line) is { Success: true } moved
            && long.TryParse(moved.Groups["by"].ValueSpan, CultureInfo.InvariantCulture, out var by))
        {
            Moved = by / Microseconds;
        }
        else if (Message().Match(line) is { Success: true } message && IsFault(message))
        {
            Faults++;
            LastFault = message.Groups["text"].Value;
            FirstFault ??= LastFault;
            if (LastFault.StartsWith("Format not on whitelist", StringComparison.OrdinalIgnoreCase))
            {
                RefusedFormat = message.Groups["who"].Value;
            }
        }
    }

    private static bool IsFault(Match message)
    {
        var text = message.Groups["text"].Value;
        return message.Groups["level"].Value == "warning"
            ? text.Contains("corrupt", StringComparison.OrdinalIgnoreCase) || text.Contains("truncated", StringComparison.OrdinalIgnoreCase)
            : !string.IsNullOrWhiteSpace(text) && !Harmless.Any(harmless => text.Contains(harmless, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^\[Parsed_metadata_\d+ @ [^\]]*\] \[info\] frame:\d+ +pts:(?<pts>\S+)")]
    private static partial Regex Time();

    /// <summary>In the words of ffmpeg before and since 6.1; a clock is not moved back.</summary>
    [GeneratedRegex(@"^(\[[^\]]*\] )?\[verbose\] Correcting start time (of Input #0 )?by (?<by>\d+)( us\.)?$")]
    private static partial Regex Correction();

    [GeneratedRegex(@"^(\[(?<who>[^\]]*?)( @ [^\]]*)?\] )*?\[(?<level>panic|fatal|error|warning)\] (?<text>.*)$")]
    private static partial Regex Message();
}
