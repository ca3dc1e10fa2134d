using Arbex.Cli.Hosting;
using Arbex.Inference.Models;
using Spectre.Console;

namespace Arbex.Cli.Models;

/// <summary>A bar on standard error while a model comes, where the terminal can move one.</summary>
internal sealed class PullProgress
{
    private readonly CommandHost _host;

    public PullProgress(CommandHost host) => _host = host;

    public PulledModel Show(ModelEntry entry, Func<IProgress<ModelProgress>?, PulledModel> work) =>
        _host.IsLive
            ? _host.ErrorConsole.Progress()
                .AutoClear(true)
                .Columns(
                    new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(),
                    new TransferSpeedColumn())
                .Start(context => work(new Bar(context.AddTask(entry.Name, maxValue: entry.Bytes))))
            : work(null);

    private sealed class Bar : IProgress<ModelProgress>
    {
        private readonly ProgressTask _task;

        public Bar(ProgressTask task)
        {
            _task = task;
            _task.IsIndeterminate = true; // npm says nothing until all is here
        }

        public void Report(ModelProgress value)
        {
            _task.IsIndeterminate = false;
            _task.Value = value.Bytes;
        }
    }
}
