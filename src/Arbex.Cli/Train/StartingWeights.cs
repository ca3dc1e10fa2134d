using Arbex.Checkpoints.Import;
using Arbex.Cli.Hosting;
using Arbex.Cli.Import;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>Fills a network from the files of --weights before it is trained, and tells what was filled.</summary>
internal static class StartingWeights
{
    /// <summary>Refuses what is not there before data are opened.</summary>
    public static void Check(IEnumerable<string> paths)
    {
        if (paths.FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            throw new ArbexException(
                $"--weights is '{missing}', which does not exist. Expected a checkpoint or a file of weights. "
                + "Check the path.");
        }
    }

    public static void Fill(ArbexNet network, TrainingPlan plan, CommandHost host)
    {
        if (plan.Weights.Count == 0)
        {
            return;
        }

        var files = new List<WeightFile>();
        try
        {
            foreach (var path in plan.Weights)
            {
                files.Add(WeightFile.Open(path));
            }

            var report = WeightImport.Fill(network, files, plan.Data.Dataset.Labels.Names, plan.EncoderOnly);
            CheckEncoder(report, plan);
            Tell(report, plan, host);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static void CheckEncoder(ImportReport report, TrainingPlan plan)
    {
        string[] missing = plan.EncoderOnly
            ? [.. report.Missing.Where(name => name.StartsWith("encoder.", StringComparison.Ordinal))]
            : [];
        if (missing.Length > 0)
        {
            throw new ArbexException(
                $"--weights {string.Join(" ", plan.Weights)} lacks {missing.Length} tensors of the encoder, the first is "
                + $"'{missing[0]}'. Expected all of them, since every run starts from the same whole encoder. Pass a checkpoint of a whole network.");
        }
    }

    private static void Tell(ImportReport report, TrainingPlan plan, CommandHost host)
    {
        var names = string.Join(", ", report.Files.Select(file => file.Path));
        var rest = report.IsComplete ? "" : "; the others start at random";
        host.Tell($"{names}: {report.Filled} of {report.Total} tensors are imported{rest}.");
        ImportView.WarnOfMisfits(host, report);
        foreach (var note in LandmarksStand(plan.Recipe) ? [] : report.Notes)
        {
            host.Warn(note);
        }
    }

    private static bool LandmarksStand(Recipe recipe) => recipe.ParameterGroups.Any(group =>
        group.FrozenStatistics && "encoder.landmark".StartsWith(group.Prefix, StringComparison.Ordinal));
}
