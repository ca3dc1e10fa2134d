using Arbex.Cli.Hosting;
using Arbex.Training;
using Spectre.Console;

namespace Arbex.Cli.Train;

/// <summary>Shows a run on standard error: a line an epoch, and below them a bar where the terminal can move one.</summary>
internal sealed class TrainingDisplay
{
    private readonly CommandHost _host;

    public TrainingDisplay(CommandHost host) => _host = host;

    public void Show(int epochs, Action<IProgress<TrainingProgress>> work)
    {
        if (!_host.IsLive)
        {
            work(new Lines(_host, null));
            return;
        }

        _host.Bars().Start(context => work(new Lines(_host, context.AddTask("training", maxValue: epochs))));
    }

    /// <summary>Called on the training thread, in order; Progress of .NET would call from the thread pool.</summary>
    private sealed class Lines : IProgress<TrainingProgress>
    {
        private readonly CommandHost _host;
        private readonly ProgressTask? _bar;

        public Lines(CommandHost host, ProgressTask? bar) => (_host, _bar) = (host, bar);

        public void Report(TrainingProgress value)
        {
            if (_bar is not null)
            {
                _bar.Value = value.Epoch + ((double)value.Step / Math.Max(1, value.Steps));
                _bar.Description = $"epoch {value.Epoch + 1}/{value.Epochs}, loss {value.Loss:f3}";
            }

            if (value.Finished is { } epoch)
            {
                _host.Tell(Line(epoch, value));
            }
        }

        private static string Line(EpochResult epoch, TrainingProgress progress)
        {
            var width = progress.Epochs.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
            var number = epoch.Epoch.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(width);
            var valid = epoch.ValidAccuracy is null
                ? ""
                : $"  valid {epoch.ValidAccuracy,7:p1} (primary {epoch.ValidPrimaryAccuracy:p1})";
            return $"epoch {number}/{progress.Epochs}  loss {epoch.Loss,7:f4}  train {epoch.TrainAccuracy,7:p1}{valid}  "
                + $"{progress.SamplesPerSecond:f0} samples/s  {epoch.Seconds:f1} s";
        }
    }
}
