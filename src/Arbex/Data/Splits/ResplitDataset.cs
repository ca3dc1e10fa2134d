using System.Collections.Immutable;
using Arbex.Imaging;

namespace Arbex.Data.Splits;

/// <summary>A dataset divided by another plan than its own.</summary>
/// <threadsafety>Safe for concurrent calls if the source is.</threadsafety>
public sealed class ResplitDataset : IFaceDataset
{
    private readonly IFaceDataset _source;

    /// <summary>Divides a dataset.</summary>
    /// <param name="source">The dataset.</param>
    /// <param name="plan">How.</param>
    /// <param name="seed">Decides where the plan is random.</param>
    /// <exception cref="ArbexException">The plan does not fit the dataset.</exception>
    public ResplitDataset(IFaceDataset source, SplitPlan plan, long seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(plan);
        var parts = plan.Divide(source, seed);
        (_source, Plan, Seed) = (source, plan, seed);
        Samples = source.Samples.WithSplits(parts);
        Straddling = GroupStraddling.Of(source.Samples, parts);
    }

    /// <summary>The source's name with the plan, and with the seed where that decides: "JAFFE, split random:0.2 (seed
    /// 1)".</summary>
    public string Name => Plan == SplitPlan.Official ? _source.Name
        : Plan.IsRandom ? FormattableString.Invariant($"{_source.Name}, split {Plan} (seed {Seed})")
        : $"{_source.Name}, split {NameOf(Plan)}";

    /// <summary>The dataset's name without the plan.</summary>
    public string SourceName => _source.Name;

    /// <inheritdoc/>
    public LabelSet Labels => _source.Labels;

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <summary>How the dataset is divided.</summary>
    public SplitPlan Plan { get; }

    /// <summary>The seed of random plans.</summary>
    public long Seed { get; }

    /// <summary>How many groups are in several parts.</summary>
    public GroupStraddling Straddling { get; }

    /// <summary>What to tell with a result; empty if nothing.</summary>
    public ImmutableArray<string> Warnings => Straddling.Warning is { } warning ? [warning] : [];

    /// <inheritdoc/>
    public string? PathOf(int index) => _source.PathOf(index);

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) => _source.LoadImage(index);

    /// <summary>A plan without the folder of its file, since names of datasets are kept in models that are passed on.</summary>
    private static string NameOf(SplitPlan plan) => plan is SavedSplit saved ? $"file:{Path.GetFileName(saved.Path)}" : plan.Text;
}
