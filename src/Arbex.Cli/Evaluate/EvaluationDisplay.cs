using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Evaluate;

/// <summary>A bar on standard error while samples are predicted, where the terminal can move one.</summary>
internal sealed class EvaluationDisplay
{
    private readonly CommandHost _host;

    public EvaluationDisplay(CommandHost host) => _host = host;

    public T Show<T>(int samples, Func<Action<int>, T> work)
    {
        var started = _host.Time.GetTimestamp();
        var result = _host.IsLive
            ? _host.ErrorConsole.Progress().AutoClear(true).Start(context =>
            {
                var bar = context.AddTask("evaluating", maxValue: samples);
                return work(done => bar.Value = done);
            })
            : work(_ => { });
        _host.Tell($"Evaluated {samples} samples in {_host.Time.GetElapsedTime(started).TotalSeconds:f1} s.");
        return result;
    }
}
