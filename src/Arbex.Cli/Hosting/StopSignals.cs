using System.Runtime.InteropServices;

namespace Arbex.Cli.Hosting;

/// <summary>
/// Turns the signals that ask a process to end into one cancellation: Ctrl+C, a request to terminate, a closed terminal or connection, and
/// Ctrl+\. All of them end in <see cref="ExitCode.Stopped"/>. A signal that is ignored when the process starts, as nohup ignores the
/// closed terminal, stays ignored.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>How long a command may take to leave its work in order.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TimeProvider _time;
    private ITimer? _patience;

    /// <param name="time">Measures how long stopping takes.</param>
    public StopSignals(TimeProvider time)
    {
        _time = time;
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Stop))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _patience?.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _patience ??= _time.CreateTimer(_ => Environment.Exit(ExitCode.Stopped), null, TimeToStop, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }
}
