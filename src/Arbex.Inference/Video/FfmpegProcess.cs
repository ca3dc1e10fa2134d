using System.ComponentModel;
using System.Diagnostics;
using Arbex.Files;

namespace Arbex.Inference.Video;

/// <summary>A running ffmpeg or ffprobe; it ends with its owner, and when the owner's work is cancelled.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    /// <summary>Each message with its level, none left out because it repeats the one before.</summary>
    public const string LogFlags = "repeat+level+";

    private readonly Process _process;
    private readonly Thread _listener;
    private readonly string _file;
    private readonly CancellationTokenRegistration _end;

    private FfmpegProcess(Process process, string file, FfmpegLog log, CancellationToken cancellation)
    {
        (_process, _file, Log) = (process, file, log);

        // A thread of its own: on the pool, messages would wait behind whatever computes there.
        _listener = new Thread(() => log.Read(process.StandardError)) { IsBackground = true, Name = "ffmpeg's messages" };
        _listener.Start();
        _end = cancellation.Register(Kill);
    }

    /// <summary>What it writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What it reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What it reports.</summary>
    public FfmpegLog Log { get; }

    /// <summary>Starts the program.</summary>
    /// <param name="program">ffmpeg or ffprobe; found on PATH alone.</param>
    /// <param name="file">The clip, for messages.</param>
    /// <param name="reads">Whether it is fed through its standard input.</param>
    /// <param name="arguments">Its arguments, each as it is.</param>
    /// <param name="cancellation">Ends the program: whoever reads from it finds the end, and must check the token.</param>
    /// <exception cref="VideoException">The program is not installed.</exception>
    public static FfmpegProcess Start(
        string program, string file, bool reads, IEnumerable<string> arguments, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = ExternalProgram.Find(program) ?? throw new VideoException(
            $"'{file}' is a video, and no folder of PATH holds {program}. Expected ffmpeg and ffprobe on PATH. Install the package ffmpeg.");
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = reads,
            UseShellExecute = false,
        };
        try
        {
            return new FfmpegProcess(Process.Start(start)!, file, new FfmpegLog(), cancellation);
        }
        catch (Win32Exception cause)
        {
            throw new VideoException(
                $"'{file}' is a video, and {path} cannot be started: {cause.Message}. Expected ffmpeg and ffprobe on PATH. "
                + "Install the package ffmpeg.",
                cause);
        }
    }

    /// <summary>Waits for the end and for the last message.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForExit()
    {
        _process.WaitForExit();
        _listener.Join();
        return _process.ExitCode;
    }

    /// <summary>Waits for the end.</summary>
    /// <param name="expected">What the file should have been.</param>
    /// <exception cref="VideoException">It failed.</exception>
    public void Finish(string expected)
    {
        if (WaitForExit() != 0)
        {
            throw Failed(expected);
        }
    }

    /// <summary>Why it failed, in its own words.</summary>
    public VideoException Failed(string expected)
    {
        WaitForExit();
        if (Log.RefusedFormat is { } format)
        {
            return new VideoException(
                $"'{_file}' is read by ffmpeg as '{format}', a format that may open other files or holds no clip. Expected a clip that "
                + "holds its own pictures, such as MP4, MOV, MKV, WebM or AVI. Convert it.");
        }

        var outcome = Log.LastFault is { } fault ? $"says \"{fault}\""
            : _process.ExitCode == 0 ? "leaves a file that is not whole"
            : $"gives up with the exit code {_process.ExitCode}";
        return new VideoException(
            $"'{_file}': ffmpeg {outcome}. Expected {expected}. Check it with another player, or convert it.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Dispose();
        Kill();
        _process.WaitForExit();
        _listener.Join();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            // Ended in between.
        }
    }
}
