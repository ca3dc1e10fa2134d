using System.Diagnostics;
using System.Globalization;

namespace Arbex.Cli.Tests.Consoles;

/// <summary>The program as a process of its own: started by a shell's line, ended with everything it started.</summary>
internal sealed class ShellRun : IDisposable
{
    /// <summary>A bound for machines that are busy, not a measure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ShellRun(string line, bool holdsInput)
    {
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["A"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "Arbex.Cli.dll")}" },
        })!;
        if (!holdsInput)
        {
            _process.StandardInput.Close();
        }

        (_output, _error) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    /// <summary>Standard input, where it is held open.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Starts a line in which $A is the program; "exec $A" makes the program the process that gets signals.</summary>
    public static ShellRun Start(string line, bool holdsInput = false)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Shell and signals are those of Linux.");
        return new ShellRun(line, holdsInput);
    }

    /// <summary>Runs a line to its end.</summary>
    public static async Task<CommandRun> Of(string line)
    {
        using var run = Start(line);
        return await run.End();
    }

    /// <summary>Sends a signal, such as HUP.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for something that the program does.</summary>
    public async Task Until(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(_process.HasExited, $"The program has ended: {(_process.HasExited ? await _error : "")}");
            await Task.Delay(20, late.Token);
        }
    }

    public async Task<CommandRun> End()
    {
        using var late = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(late.Token);
        return new CommandRun(_process.ExitCode, await _output.WaitAsync(late.Token), await _error.WaitAsync(late.Token));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
