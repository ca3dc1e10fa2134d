namespace Arbex.Evaluation;

/// <summary>A network's distributions on a list of samples, each row [N]; the raw material of all metrics.</summary>
public sealed record PredictionSet
{
    /// <summary>Positions in the dataset.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <summary>The most probable class of each sample's label.</summary>
    public required int[] Labels { get; init; }

    /// <summary>L_final of each sample.</summary>
    public required double[][] Final { get; init; }

    /// <summary>l of each sample.</summary>
    public required double[][] Primary { get; init; }

    /// <summary>t_g of each sample; null without anchors.</summary>
    public double[][]? Anchor { get; init; }

    /// <summary>t_a of each sample; null without anchors.</summary>
    public double[][]? Attention { get; init; }

    /// <summary>The energy score of each sample's logits of l, see <see cref="ConfidenceScores.Energy"/>; null where
    /// they
    /// are not known.</summary>
    public double[]? Energy { get; init; }

    /// <summary>e of each sample, [D] each; null where they were not kept.</summary>
    public float[][]? Embeddings { get; init; }

    /// <summary>Share of samples whose most probable class under a distribution is the label.</summary>
    /// <param name="distributions">One of the lists above.</param>
    public double Accuracy(double[][] distributions)
    {
        ArgumentNullException.ThrowIfNull(distributions);
        var right = 0;
        for (var i = 0; i < Labels.Length; i++)
        {
            var row = distributions[i];
            right += Array.IndexOf(row, row.Max()) == Labels[i] ? 1 : 0;
        }

        return Labels.Length == 0 ? double.NaN : (double)right / Labels.Length;
    }
}
