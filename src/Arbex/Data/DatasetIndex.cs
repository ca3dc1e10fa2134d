using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>What a dataset's reader found, without a decoded picture.</summary>
public sealed record DatasetIndex
{
    /// <summary>The dataset's name and the rule by which labels were made, such as "FER+ (majority)".</summary>
    public required string Name { get; init; }

    /// <summary>The classes, in the order of every label distribution.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>The samples, in an order that depends on the dataset alone.</summary>
    public required SampleIndex Samples { get; init; }

    /// <summary>What was found to be odd and left out, a sentence with a count each; empty if nothing.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>What the dataset's protocol leaves out, by reason, such as frames without a label; not problems.</summary>
    public ImmutableSortedDictionary<string, int> LeftOut { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>What a user should know of how the files were read, a sentence each; nothing odd.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Counts by reason without those of zero, for <see cref="LeftOut"/>.</summary>
    internal static ImmutableSortedDictionary<string, int> Counts(params ReadOnlySpan<(string Reason, int Count)> counts)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (reason, count) in counts)
        {
            if (count > 0)
            {
                builder.Add(reason, count);
            }
        }

        return builder.ToImmutable();
    }
}
