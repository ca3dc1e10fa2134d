using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Inspection;
using Spectre.Console;

namespace Arbex.Cli.Data;

/// <summary>Counts as tables for people.</summary>
internal static class InspectView
{
    public static void Write(IAnsiConsole console, DatasetSummary summary)
    {
        console.Write(new UnwrappedLine(
            $"{summary.Dataset}: {DataTable.Number(summary.Splits.Sum(split => (long)split.Samples))} samples of "
            + $"{summary.Labels.Length} classes"));
        console.Write(Classes(summary));
        console.Write(Splits(summary));
        if (summary.GroupsInSeveralSplits > 0)
        {
            console.Write(new UnwrappedLine(
                $"{summary.GroupsInSeveralSplits} groups have samples in more than one split: scores will be too good.",
                Color.Yellow));
        }

        if (summary.Refinement is { } effect)
        {
            console.Write(new UnwrappedLine(RefinementLine(effect)));
            console.Write(Refinement(effect));
        }
    }

    public static string NameOf(DataSplit split) => split.ToString().ToLowerInvariant();

    private static Table Classes(DatasetSummary summary)
    {
        var table = DataTable.Of(
            ["class"], summary.Splits.SelectMany(split => (string[])[NameOf(split.Split), "share", "groups"]));
        for (var label = 0; label < summary.Labels.Length; label++)
        {
            DataTable.Add(table,
            [
                summary.Labels[label],
                .. summary.Splits.SelectMany(split => (string[])
                [
                    DataTable.Number(split.PerClass[label]), DataTable.Share(split.PerClass[label], split.Samples),
                    DataTable.Number(split.GroupsPerClass[label]),
                ]),
            ]);
        }

        return table;
    }

    private static Table Splits(DatasetSummary summary)
    {
        var table = DataTable.Of(
            ["split"], ["samples", "groups", "smallest", "median", "largest", "soft labels", "mean entropy", "largest"]);
        foreach (var split in summary.Splits)
        {
            var (groups, entropy) = (split.Groups, split.Entropy);
            DataTable.Add(
                table, NameOf(split.Split), DataTable.Number(split.Samples), DataTable.Number(groups.Count),
                DataTable.Number(groups.Smallest), DataTable.Number(groups.Median), DataTable.Number(groups.Largest),
                DataTable.Share(entropy.Soft, split.Samples), $"{DataTable.Decimal(entropy.Mean)} bit",
                $"{DataTable.Decimal(entropy.Largest)} bit");
        }

        return table;
    }

    private static string RefinementLine(RefinementEffect effect) => effect.Options.Enabled
        ? $"Data refinement (N = {effect.Options.PerGroup} a group, M = {effect.Options.PerClass} a class): an epoch has "
            + $"{DataTable.Number(effect.EpochSamples)} samples of {DataTable.Number(effect.EpochGroups)} groups; "
            + $"{RefinementEffect.Epochs} epochs show {DataTable.Share(effect.Seen, 1)} of the training samples."
        : $"No data refinement: an epoch has all {DataTable.Number(effect.EpochSamples)} training samples.";

    private static Table Refinement(RefinementEffect effect)
    {
        var table = DataTable.Of(
            ["class"], ["available", "in an epoch", "groups in it", "times in 10 epochs", "seen in 10 epochs"]);
        foreach (var refined in effect.Classes)
        {
            DataTable.Add(
                table, refined.Label, DataTable.Number(refined.Available), DataTable.Number(refined.EpochSamples),
                DataTable.Number(refined.EpochGroups), DataTable.Decimal(refined.TimesInTenEpochs),
                DataTable.Share(refined.Seen, 1));
        }

        return table;
    }
}
