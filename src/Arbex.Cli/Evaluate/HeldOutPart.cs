using Arbex.Checkpoints;
using Arbex.Cli.Datasets;
using Arbex.Data;
using Arbex.Data.Splits;

namespace Arbex.Cli.Evaluate;

/// <summary>Finds the samples again that training held out to validate on, where the data have no validation
/// part.</summary>
internal static class HeldOutPart
{
    /// <summary>The dataset with the part that all checkpoints were validated on.</summary>
    /// <param name="opener">Tells of it.</param>
    /// <param name="dataset">What was opened.</param>
    /// <param name="request">Has the seed of the division.</param>
    /// <param name="models">Files and what they know of themselves.</param>
    /// <returns>The dataset itself where it has a validation part, or training held nothing out.</returns>
    /// <exception cref="ArbexException">Training held out other samples than these options would.</exception>
    public static IFaceDataset Of(
        DatasetOpener opener, IFaceDataset dataset, DatasetRequest request,
        IReadOnlyList<(string File, CheckpointInfo Info)> models)
    {
        double[] shares =
        [
            .. models.Select(model => model.Info.Recipe?.Data is { SelectOn: DataSplit.Valid } data
                ? data.ValidationShare
                : 0).Distinct(),
        ];
        if (dataset.Samples.Positions(DataSplit.Valid).Length > 0 || shares is not [> 0 and var one])
        {
            return dataset;
        }

        var heldOut = opener.HoldOut(dataset, one, request.SplitSeed);
        foreach (var (file, info) in models)
        {
            if (!WasHeldOut(info.TrainedOn ?? "", dataset.Name, heldOut))
            {
                throw new ArbexException(
                    $"'{file}' was trained on '{info.TrainedOn}', and these options hold out '{heldOut.Name}': the "
                    + "network may have learnt from it. Expected the same samples. Pass the --split-plan, "
                    + "--split-seed, --label-rule and --labels of its training, or another part to --split.");
            }
        }

        return heldOut;
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
