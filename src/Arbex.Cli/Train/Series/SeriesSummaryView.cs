using Arbex.Cli.Evaluate;
using Arbex.Cli.Hosting;
using Spectre.Console;

namespace Arbex.Cli.Train.Series;

/// <summary>The end of several runs, for people.</summary>
internal static class SeriesSummaryView
{
    public static void Write(IAnsiConsole console, SeriesSummary summary)
    {
        ComparisonView.Write(console, summary.Comparison);
        console.Write(new UnwrappedLine($"Wrote {summary.MarkdownPath} and {summary.JsonPath}."));
    }
}
