using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>What is known of one face without decoding its picture.</summary>
public sealed record FaceSample
{
    /// <summary>A name that is unique in the dataset, such as the file's path below the dataset's folder.</summary>
    public required string Id { get; init; }

    /// <summary>Video, subject or character; samples of one group are never independent.</summary>
    public required string Group { get; init; }

    /// <summary>The part of the dataset.</summary>
    public required DataSplit Split { get; init; }

    /// <summary>Probability of each class, shape [N], sums to 1; one-hot where the dataset has plain labels.</summary>
    public required ImmutableArray<float> LabelDistribution { get; init; }

    /// <summary>The most probable class, the first one on ties.</summary>
    public int Label => MostProbable(LabelDistribution);

    /// <summary>The distribution that is certain of one class.</summary>
    /// <param name="label">Class index in [0, <paramref name="classes"/>).</param>
    /// <param name="classes">Number of classes N.</param>
    public static ImmutableArray<float> OneHot(int label, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, classes);
        var distribution = new float[classes];
        distribution[label] = 1;
        return [.. distribution];
    }

    /// <summary>The certain distribution of each class, to be shared by all samples of it.</summary>
    internal static ImmutableArray<float>[] OneHots(int classes) =>
        [.. Enumerable.Range(0, classes).Select(label => OneHot(label, classes))];

    internal static int MostProbable(ImmutableArray<float> distribution)
    {
        var best = 0;
        for (var k = 1; k < distribution.Length; k++)
        {
            best = distribution[k] > distribution[best] ? k : best;
        }

        return best;
    }
}
