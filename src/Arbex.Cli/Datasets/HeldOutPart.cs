using System.Globalization;
using Arbex.Checkpoints;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Readers;
using Arbex.Data.Splits;

namespace Arbex.Cli.Datasets;

/// <summary>
/// Finds the samples again that training held out to validate on, where the data have no validation part: also where they are
/// scored by another label rule than training learnt by, which leaves out other pictures.
/// </summary>
internal sealed class HeldOutPart
{
    private readonly CommandHost _host;
    private readonly DatasetOpener _opener;

    public HeldOutPart(CommandHost host, DatasetOpener opener) => (_host, _opener) = (host, opener);

    /// <summary>The dataset with the part that all models were validated on.</summary>
    /// <param name="dataset">What was opened to score on.</param>
    /// <param name="request">How it was opened; has the seed of the division.</param>
    /// <param name="models">Files and what they know of themselves.</param>
    /// <returns>The dataset itself where it has a validation part, or training held nothing out.</returns>
    /// <exception cref="ArbexException">Training held out other samples than these options would.</exception>
    public IFaceDataset Of(
        IFaceDataset dataset, DatasetRequest request, IReadOnlyList<(string File, CheckpointInfo Info)> models)
    {
        double[] shares =
        [
            .. models.Select(model => model.Info.Recipe?.Data.HeldOutShare ?? 0).Distinct(),
        ];
        if (dataset.Samples.Positions(DataSplit.Valid).Length > 0 || shares is not [> 0 and var share])
        {
            return dataset;
        }

        var learnt = AsLearnt(dataset, request, models[0].Info.TrainedOn ?? "");
        var heldOut = ReferenceEquals(learnt, dataset)
            ? _opener.HoldOut(dataset, share, request.SplitSeed)
            : new HeldOutValidation(learnt, share, request.SplitSeed);
        foreach (var (file, info) in models)
        {
            if (!WasHeldOut(info.TrainedOn ?? "", learnt.Name, heldOut))
            {
                throw new ArbexException(
                    $"'{file}' was trained on '{info.TrainedOn}', and these options hold out '{heldOut.Name}': the "
                    + "network may have learnt from it. Expected the same samples. Pass the --split-plan, "
                    + "--split-seed and --labels of its training, or another part.");
            }
        }

        return ReferenceEquals(learnt, dataset) ? heldOut : Rescored(dataset, learnt, heldOut);
    }

    /// <summary>The dataset under the label rule that training learnt by.</summary>
    private IFaceDataset AsLearnt(IFaceDataset dataset, DatasetRequest request, string trainedOn)
    {
        var source = trainedOn.Split(", ")[0]; // such as FER+ (distribution
        FerPlusLabelRule[] rules = request.HasVotes && !trainedOn.StartsWith($"{dataset.Name}, ", StringComparison.Ordinal)
            ?
            [
                .. Enum.GetValues<FerPlusLabelRule>().Where(rule =>
                    source.Contains($"({FerPlusReader.RuleName(rule)}", StringComparison.Ordinal)),
            ]
            : [];
        return rules is [var one] ? _opener.UnderRule(request, one) : dataset;
    }

    /// <summary>Puts each picture of one reading into the part that it was in under the other.</summary>
    private DividedLike Rescored(IFaceDataset dataset, IFaceDataset learnt, HeldOutValidation heldOut)
    {
        var part = FormattableString.Invariant(
            $"{heldOut.Share * 100:0.##} % of {learnt.Name} held out (seed {heldOut.Seed})");
        var rescored = new DividedLike(dataset, heldOut, part);
        _host.Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"Training held out {heldOut.Amount} of {learnt.Name}; {rescored.Samples.Positions(DataSplit.Valid).Length:n0} of them ")
            + $"count in {dataset.Name} and are its valid part.");
        return rescored;
    }

    /// <summary>Wrong labels and a pack change no division, anything else might.</summary>
    private static bool WasHeldOut(string trainedOn, string dataset, HeldOutValidation heldOut)
    {
        if (!trainedOn.StartsWith($"{dataset}, ", StringComparison.Ordinal))
        {
            return false;
        }

        var rest = trainedOn[(dataset.Length + 2)..].Split(", ");
        return rest.Contains(heldOut.Text, StringComparer.Ordinal) && rest.All(part => part == heldOut.Text
            || part.Contains("label noise", StringComparison.Ordinal)
            || part.StartsWith("packed at ", StringComparison.Ordinal));
    }
}
