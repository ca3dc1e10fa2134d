using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Predict;

/// <summary>How many pictures a second, on standard error, where the terminal can move a line; a sentence at the end.</summary>
internal sealed class PredictProgress
{
    /// <summary>Fewer are over before anyone looks.</summary>
    private const long FewPictures = 20;

    private readonly CommandHost _host;

    public PredictProgress(CommandHost host) => _host = host;

    /// <summary>Takes item after item.</summary>
    /// <param name="count">How many pictures are done.</param>
    /// <param name="ahead">How much there is.</param>
    /// <param name="items">Comes as fast as it is computed.</param>
    /// <param name="take">Called with each.</param>
    public void Show(Func<long> count, WorkAhead ahead, IEnumerable<SeenItem> items, Action<SeenItem> take)
    {
        var started = _host.Time.GetTimestamp();
        if (_host.IsLive)
        {
            _host.ErrorConsole.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new SpinnerColumn())
                .Start(context => Move(context.AddTask("looking", maxValue: 1), count, ahead, items, take, started));
        }
        else
        {
            foreach (var item in items)
            {
                take(item);
            }
        }

        var seconds = _host.Time.GetElapsedTime(started).TotalSeconds;
        if (count() >= FewPictures)
        {
            _host.Tell(FormattableString.Invariant(
                $"Looked at {count()} pictures in {seconds:f1} s ({count() / Math.Max(seconds, 1e-3):f0} a second)."));
        }
    }

    private void Move(
        ProgressTask task, Func<long> count, WorkAhead ahead, IEnumerable<SeenItem> items, Action<SeenItem> take,
        long started)
    {
        foreach (var item in items)
        {
            take(item);
            var seconds = Math.Max(_host.Time.GetElapsedTime(started).TotalSeconds, 1e-3);
            task.IsIndeterminate = ahead.Share is null;
            task.Value = ahead.Share ?? 0;
            var left = ahead.TimeLeft(seconds) is { } time ? $", {time}" : "";
            task.Description = FormattableString.Invariant($"{count()} pictures, {count() / seconds:f0} a second{left}");
        }
    }
}
