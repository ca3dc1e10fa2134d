using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Data;

/// <summary>A bar on standard error while pictures are worked on, where the terminal can move one.</summary>
internal sealed class PictureProgress
{
    private readonly CommandHost _host;

    public PictureProgress(CommandHost host) => _host = host;

    /// <summary>Works, and tells afterwards how long it took.</summary>
    /// <param name="doing">What goes on, such as "decoding".</param>
    /// <param name="done">What has been done, such as "Decoded".</param>
    /// <param name="pictures">How many there are.</param>
    /// <param name="work">Reports the number of pictures done, from any thread.</param>
    public T Show<T>(string doing, string done, int pictures, Func<IProgress<int>?, T> work)
    {
        var started = _host.Time.GetTimestamp();
        var result = _host.IsLive
            ? _host.Bars().Start(context => work(new Bar(context.AddTask(doing, maxValue: pictures))))
            : work(null);
        _host.Tell($"{done} {pictures} pictures in {_host.Time.GetElapsedTime(started).TotalSeconds:f1} s.");
        return result;
    }

    /// <summary>Called by several threads at once; Progress of .NET would queue a call for each picture.</summary>
    private sealed class Bar : IProgress<int>
    {
        private readonly ProgressTask _task;

        public Bar(ProgressTask task) => _task = task;

        public void Report(int value) => _task.Value = value;
    }
}
