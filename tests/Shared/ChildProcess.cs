using System.Diagnostics;

namespace Arbex.Testing;

/// <summary>
/// A program that a test starts. It has ended, with all that it started, when this is disposed of: dispose of it before the folder
/// that it works in.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>Only what hangs takes as long, on a busy machine as well.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public ChildProcess(string program, params string[] arguments)
        : this(new ProcessStartInfo(program, arguments))
    {
    }

    public ChildProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Waits until a condition holds or the process has ended.</summary>
    /// <returns>Whether the process was still running when the condition held.</returns>
    public async Task<bool> RunsUntil(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !_process.HasExited; await Task.Delay(2, TestContext.Current.CancellationToken))
        {
            if (condition())
            {
                return !_process.HasExited;
            }

            Assert.True(waited.Elapsed < Patience, $"'{_process.StartInfo.FileName}' did not come to the awaited point.");
        }

        return false;
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code and what was written to both streams.</returns>
    public async Task<(int ExitCode, string Output, string Error)> End()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _error);
    }

    /// <summary>Waits for an end with exit code 0.</summary>
    /// <returns>What was written to the standard output.</returns>
    public async Task<string> EndWell()
    {
        var (exitCode, output, error) = await End();
        Assert.True(exitCode == 0, $"'{_process.StartInfo.FileName}' ended with {exitCode}: {error}");
        return output;
    }

    /// <summary>Kills the process and all that it started, and waits until they are gone.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
