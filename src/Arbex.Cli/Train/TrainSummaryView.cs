using Arbex.Cli.Evaluate;
using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Train;

/// <summary>The end of a training run, for people.</summary>
internal static class TrainSummaryView
{
    public static void Write(IAnsiConsole console, TrainSummary summary)
    {
        if (summary.Evaluation is not null)
        {
            EvaluationView.Write(console, summary.Evaluation);
        }

        var best = summary.Best is { } epoch
            ? $"; best validation {epoch.ValidAccuracy:p1} after epoch {epoch.Epoch}"
            : "; no validation samples, so the last checkpoint counts";
        console.Write(new UnwrappedLine($"Trained {summary.Epochs.Count} epochs{best}."));
        console.Write(new UnwrappedLine($"Checkpoint: {summary.Checkpoint}"));
    }
}
