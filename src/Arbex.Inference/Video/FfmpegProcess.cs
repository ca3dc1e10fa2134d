using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Arbex.Inference.Video;

/// <summary>A running ffmpeg or ffprobe; ended with its owner, whatever happens.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    private const int MostComplaints = 2000;

    private readonly Process _process;
    private readonly StringBuilder _complaints = new();
    private readonly string _file;

    private FfmpegProcess(Process process, string file) => (_process, _file) = (process, file);

    /// <summary>What it writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What it reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Starts the program.</summary>
    /// <param name="program">ffmpeg or ffprobe.</param>
    /// <param name="file">The clip, for messages.</param>
    /// <param name="reads">Whether it is fed through its standard input.</param>
    /// <param name="arguments">Its arguments, each as it is.</param>
    /// <exception cref="VideoException">The program is not installed.</exception>
    public static FfmpegProcess Start(string program, string file, bool reads, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = reads,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new VideoException(
                $"'{file}' is a video, and {program} cannot be started: {cause.Message}. Expected ffmpeg and ffprobe on the path. "
                + "Install the package ffmpeg.",
                cause);
        }

        var running = new FfmpegProcess(process, file);
        process.ErrorDataReceived += (_, line) => running.Complain(line.Data);
        process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Waits for the end.</summary>
    /// <param name="expected">What the file should have been.</param>
    /// <exception cref="VideoException">It failed.</exception>
    public void Finish(string expected)
    {
        _process.WaitForExit();
        if (_process.ExitCode != 0)
        {
            throw Failed(expected);
        }
    }

    /// <summary>Why it failed, in its own words.</summary>
    public VideoException Failed(string expected)
    {
        lock (_complaints)
        {
            var reason = _complaints.ToString().Trim().Split('\n')[^1].Trim();
            return new VideoException(
                $"'{_file}': ffmpeg {(reason.Length > 0 ? $"says \"{reason}\"" : "gives up")}. Expected {expected}. Check it with "
                + "another player, or convert it.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                _process.WaitForExit();
            }
        }
        catch (InvalidOperationException)
        {
            // Ended in between.
        }

        _process.Dispose();
    }

    private void Complain(string? line)
    {
        lock (_complaints)
        {
            if (line is not null && _complaints.Length < MostComplaints)
            {
                _complaints.AppendLine(line);
            }
        }
    }
}
