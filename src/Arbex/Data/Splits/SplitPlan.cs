using System.Globalization;

namespace Arbex.Data.Splits;

/// <summary>How a dataset is divided into parts: a function of its samples and a seed, and of nothing else.</summary>
/// <remarks>
/// As text, for <c>--split-plan</c>:
/// <list type="bullet">
/// <item><c>official</c>: the dataset's own parts;</item>
/// <item><c>logo:GROUP</c> or <c>logo:INDEX</c>: leave one group out (subject, video, character), by name or by its place
/// among the names in ordinal order, from 0;</item>
/// <item><c>kfold:K:FOLD</c>: K folds of whole groups, the fold FOLD from 0 left out; groups go to the folds in turn in
/// ordinal order, or by the seed with <c>kfold:K:FOLD:shuffled</c>;</item>
/// <item><c>random:SHARE</c>: this share of each class left out, chosen by the seed;</item>
/// <item><c>file:PATH</c>: the parts that a <see cref="SplitFile"/> holds.</item>
/// </list>
/// What is left out is <see cref="DataSplit.Test"/>, all other samples are <see cref="DataSplit.Train"/>, whatever the
/// dataset calls them.
/// </remarks>
public abstract record SplitPlan
{
    private const string Forms =
        "Expected official, logo:GROUP, logo:INDEX, kfold:K:FOLD, kfold:K:FOLD:shuffled, random:SHARE or file:PATH.";

    private protected SplitPlan()
    {
    }

    /// <summary>The dataset's own parts.</summary>
    public static SplitPlan Official { get; } = new OfficialSplit();

    /// <summary>The plan as text; <see cref="Parse"/> reads it back.</summary>
    public abstract string Text { get; }

    /// <summary>Whether the seed decides the parts.</summary>
    public virtual bool IsRandom => false;

    /// <summary>Reads a plan.</summary>
    /// <param name="text">One of the forms above.</param>
    /// <exception cref="ArbexException">The text is none of them, or a number is out of range.</exception>
    public static SplitPlan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (kind, rest) = text.IndexOf(':') is var colon && colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        return (kind, rest) switch
        {
            ("official", "") => Official,
            ("logo", { Length: > 0 }) => new LeaveOneGroupOut(rest),
            ("kfold", _) when rest.Split(':') is [var folds, var fold, .. var order] && order is [] or ["shuffled"] =>
                new GroupFolds(Number(text, folds), Number(text, fold), order.Length > 0).Validated(),
            ("random", _) when double.TryParse(rest, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) =>
                new StratifiedRandomSplit(share).Validated(),
            ("file", { Length: > 0 }) => new SavedSplit(rest),
            _ => throw new ArbexException($"The split plan '{text}' is not understood. {Forms}"),
        };
    }

    /// <summary>Divides a dataset. Equal arguments give equal results.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="seed">Decides where the plan is random; has no effect elsewhere.</param>
    /// <returns>The part of each sample, [samples].</returns>
    /// <exception cref="ArbexException">The plan does not fit the dataset.</exception>
    public DataSplit[] Divide(IFaceDataset dataset, long seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var parts = Parts(dataset.Name, dataset.Samples, seed);
        if (this is not OfficialSplit && Array.IndexOf(parts, DataSplit.Train) < 0)
        {
            throw new ArbexException(
                $"The split plan '{Text}' leaves no sample of {dataset.Name} to train on ({parts.Length} samples). Expected "
                + "at least one. Choose another plan.");
        }

        return parts;
    }

    /// <inheritdoc/>
    public sealed override string ToString() => Text;

    private protected abstract DataSplit[] Parts(string name, SampleIndex samples, long seed);

    private static int Number(string text, string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArbexException($"The split plan '{text}' has '{number}' where a whole number belongs. {Forms}");
}
