using System.Collections.Immutable;

namespace Arbex.Evaluation;

/// <summary>Counts of true against predicted classes, and the scores that follow from the counts alone.</summary>
/// <remarks>
/// Macro averages divide by all N classes, absent ones included, as the code released with the paper does. Kappa:
/// Cohen 1960; the correlation coefficient for several classes: Gorodkin 2004.
/// </remarks>
public sealed class ConfusionMatrix
{
    /// <summary>Counts.</summary>
    /// <param name="labels">True classes in [0, N), at least one.</param>
    /// <param name="predicted">Predicted classes in [0, N), as many.</param>
    /// <param name="classes">Number of classes N, at least 1.</param>
    /// <exception cref="ArgumentException">No sample, or lengths that differ.</exception>
    /// <exception cref="IndexOutOfRangeException">A class outside [0, N).</exception>
    public ConfusionMatrix(ReadOnlySpan<int> labels, ReadOnlySpan<int> predicted, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (labels.IsEmpty || labels.Length != predicted.Length)
        {
            throw new ArgumentException(
                $"Got {labels.Length} labels and {predicted.Length} predictions. Expected equally many, at least one.",
                nameof(predicted));
        }

        var counts = new int[classes][];
        for (var k = 0; k < classes; k++)
        {
            counts[k] = new int[classes];
        }

        for (var i = 0; i < labels.Length; i++)
        {
            counts[labels[i]][predicted[i]]++;
        }

        Samples = labels.Length;
        Counts = [.. counts.Select(row => row.ToImmutableArray())];
        PerClass = [.. Enumerable.Range(0, classes).Select(OneClass)];
    }

    /// <summary>Number of samples n.</summary>
    public int Samples { get; }

    /// <summary>Counts [true][predicted], N rows of N.</summary>
    public ImmutableArray<ImmutableArray<int>> Counts { get; }

    /// <summary>Scores of each class, shape [N].</summary>
    public ImmutableArray<ClassMetrics> PerClass { get; }

    /// <summary>Share of right predictions (paper, eq 25).</summary>
    public double Accuracy => (double)Right / Samples;

    /// <summary>Mean recall over the classes that occur.</summary>
    public double BalancedAccuracy => PerClass.Where(scores => scores.Support > 0).Average(scores => scores.Recall);

    /// <summary>Mean precision over all classes.</summary>
    public double MacroPrecision => PerClass.Average(scores => scores.Precision);

    /// <summary>Mean recall over all classes.</summary>
    public double MacroRecall => PerClass.Average(scores => scores.Recall);

    /// <summary>Mean of the classes' F1, not the harmonic mean of the macro averages.</summary>
    public double MacroF1 => PerClass.Average(scores => scores.F1);

    /// <summary>F1 averaged by support.</summary>
    public double WeightedF1 => PerClass.Sum(scores => scores.F1 * scores.Support) / Samples;

    /// <summary>Cohen's kappa: agreement beyond chance, at most 1; not a number where chance alone agrees
    /// fully.</summary>
    public double CohenKappa
    {
        get
        {
            var chance = Marginals().Sum(m => (double)m.True * m.Predicted) / ((double)Samples * Samples);
            return chance < 1 ? (Accuracy - chance) / (1 - chance) : double.NaN;
        }
    }

    /// <summary>Matthews' correlation coefficient in [-1, 1]; not a number where only one class is true or predicted.
    /// </summary>
    public double MatthewsCorrelation
    {
        get
        {
            double n = Samples, product = 0, predictedSquares = 0, trueSquares = 0;
            foreach (var (truth, predicted) in Marginals())
            {
                product += (double)truth * predicted;
                trueSquares += (double)truth * truth;
                predictedSquares += (double)predicted * predicted;
            }

            var scale = Math.Sqrt(((n * n) - predictedSquares) * ((n * n) - trueSquares));
            return scale > 0 ? ((Right * n) - product) / scale : double.NaN;
        }
    }

    private long Right => Enumerable.Range(0, Counts.Length).Sum(k => (long)Counts[k][k]);

    private ClassMetrics OneClass(int k)
    {
        var (support, predicted) = Marginal(k);
        var precision = predicted > 0 ? (double)Counts[k][k] / predicted : 0;
        var recall = support > 0 ? (double)Counts[k][k] / support : 0;
        var f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        return new(precision, recall, f1, support);
    }

    private IEnumerable<(int True, int Predicted)> Marginals() => Enumerable.Range(0, Counts.Length).Select(Marginal);

    private (int True, int Predicted) Marginal(int k) => (Counts[k].Sum(), Counts.Sum(row => row[k]));
}
