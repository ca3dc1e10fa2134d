using System.Collections.Immutable;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Checkpoints.Import;

/// <summary>
/// Fills a network with published weights: a whole network, or its backbones from files of their own.
/// </summary>
/// <remarks>
/// Names are translated by the tables of <see cref="PublishedLayouts"/>; a tensor is taken where name, shape and kind
/// of number fit, and nothing is guessed. What no file has keeps its present values.
/// </remarks>
public static class WeightImport
{
    private const string Mean = ".running_mean";

    /// <summary>Fills a network and says what was done.</summary>
    /// <param name="network">Filled in place; half filled where this fails.</param>
    /// <param name="files">The files; no two may have the same part.</param>
    /// <param name="labels">
    /// The network's classes, to leave out a checkpoint's answers for others; null takes them.
    /// </param>
    /// <param name="encoderOnly">Whether everything of the balancer is left out.</param>
    /// <exception cref="CheckpointException">
    /// A file is unknown, nothing of it fits, it repeats a part of another, or it is damaged.
    /// </exception>
    public static ImportReport Fill(
        ArbexNet network, IReadOnlyList<WeightFile> files, IReadOnlyList<string>? labels = null,
        bool encoderOnly = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(files);
        var targets = network.state_dict();
        var plan = new ImportPlan(targets);
        foreach (var file in files)
        {
            plan.Add(RecognizedWeights.In(file, PublishedLayouts.All), LeftOut(file, labels, encoderOnly));
            CheckFits(plan.Files[^1]);
        }

        plan.Run();
        var missing = plan.Missing.ToImmutableArray();
        return new ImportReport
        {
            Files = [.. plan.Files],
            Parts = Parts(targets.Keys, missing),
            Missing = missing,
            Notes = [.. Notes(targets, plan)],
        };
    }

    /// <summary>Number of classes that the files' classifier tells apart; null where no file has one.</summary>
    /// <param name="files">The files.</param>
    /// <exception cref="CheckpointException">A file is unknown.</exception>
    public static int? ClassesOf(IReadOnlyList<WeightFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Select(file => RecognizedWeights.In(file, PublishedLayouts.All).Classes())
            .FirstOrDefault(classes => classes is not null);
    }

    /// <summary>The preset that files were made for: poster++ where one is a whole POSTER++, else paper.</summary>
    /// <param name="files">The files.</param>
    /// <exception cref="CheckpointException">A file is unknown.</exception>
    public static string PresetFor(IReadOnlyList<WeightFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Any(
            file => RecognizedWeights.In(file, PublishedLayouts.All).Layout == PublishedLayouts.PosterPlusPlus)
            ? "poster++"
            : "paper";
    }

    /// <summary>
    /// The classes of our own checkpoints are known by name, and answers for other classes are of no use.
    /// </summary>
    private static Func<string, string?> LeftOut(
        WeightFile file, IReadOnlyList<string>? labels, bool encoderOnly) =>
        encoderOnly ? key => key.StartsWith("balancer.", StringComparison.Ordinal) ? "only the encoder is taken" : null
        : labels is null || file.Info?.Labels is not { } own || own.SequenceEqual(labels, StringComparer.Ordinal)
            ? _ => null
            : key => key.StartsWith("balancer.", StringComparison.Ordinal)
                && !key.StartsWith("balancer.reduction.", StringComparison.Ordinal)
                ? $"answers for other classes: {string.Join(", ", own)}"
                : null;

    /// <summary>Where most tensors have another size, the few that fit do so by chance.</summary>
    private static void CheckFits(ImportedFile file)
    {
        var misfits = file.Unused.Where(unused => !unused.IsExpected).ToArray();
        if (misfits.Sum(unused => unused.Names.Length) >= Math.Max(1, file.Used))
        {
            throw new FileFault(file.Path).Refused(
                $"it has the names of {file.Layout}, but only {file.Used} of its {file.Tensors} tensors fit the "
                + $"network: '{misfits[0].Names[0]}' {misfits[0].Reason}",
                "Choose the sizes that the weights were made for with --preset or --recipe.");
        }
    }

    private static ImmutableArray<ImportedPart> Parts(IEnumerable<string> keys, ImmutableArray<string> missing)
    {
        var open = missing.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. keys.Where(key => !ImportPlan.IsCounter(key))
                .GroupBy(key => string.Join('.', key.Split('.').Take(2)), StringComparer.Ordinal)
                .Select(part => new ImportedPart(part.Key, part.Count(key => !open.Contains(key)), part.Count())),
        ];
    }

    private static IEnumerable<string> Notes(IReadOnlyDictionary<string, Tensor> targets, ImportPlan plan)
    {
        foreach (var file in plan.Files.Where(file => file.Prefix.Length > 0))
        {
            yield return $"The names in '{file.Path}' were read without '{file.Prefix}', which stands before those of the network.";
        }

        if (IsFolded(targets, plan.Filled.Where(key => key.StartsWith(LandmarkBackbone.CheckpointPrefix, StringComparison.Ordinal))))
        {
            yield return "The batch norms of the landmark weights are folded: they keep a mean of 0. Train with "
                + "\"parameterGroups\": [{ \"prefix\": \"encoder.landmark\", \"frozen\": true, \"frozenStatistics\": true }] in "
                + "the recipe, or each batch's own statistics take their place and undo the weights.";
        }
    }

    private static bool IsFolded(IReadOnlyDictionary<string, Tensor> targets, IEnumerable<string> filled)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        string[] means = [.. filled.Where(key => key.EndsWith(Mean, StringComparison.Ordinal))];
        return means.Length > 0 && means.All(key => targets[key].count_nonzero().item<long>() == 0)
            && means.Any(key => targets[$"{key[..^Mean.Length]}.bias"].count_nonzero().item<long>() > 0);
    }
}
