using System.Collections.Immutable;
using System.Globalization;

namespace Arbex.Evaluation;

/// <summary>Predicted distributions with the true classes, checked once, and what follows from them directly.</summary>
public sealed class Predictions
{
    // Rows come from 32-bit softmax or from mixtures of such rows.
    private const double SumTolerance = 1e-3;

    private readonly double[] _probabilities;

    /// <summary>Takes the predictions of n samples over N classes.</summary>
    /// <param name="probabilities">n x N numbers in [0, 1], row-major; every row sums to 1 within 0.001.
    /// Copied.</param>
    /// <param name="labels">n true classes in [0, N). Copied.</param>
    /// <param name="classes">Number of classes N, at least 2.</param>
    /// <exception cref="ArgumentException">No sample, lengths that do not fit, a label out of range, or a row that is
    /// no distribution.</exception>
    /// <exception cref="ArbexException">A probability is not a number: the network has diverged.</exception>
    public Predictions(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> labels, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (labels.IsEmpty || probabilities.Length != (long)labels.Length * classes)
        {
            throw new ArgumentException(
                $"Got {probabilities.Length} probabilities for {labels.Length} samples and {classes} classes. Expected "
                + $"at least one sample and {(long)labels.Length * classes} probabilities.",
                nameof(probabilities));
        }

        _probabilities = probabilities.ToArray();
        Labels = [.. labels];
        Classes = classes;
        var (predicted, confidence) = (new int[labels.Length], new double[labels.Length]);
        for (var i = 0; i < labels.Length; i++)
        {
            CheckRow(i);
            predicted[i] = Uncertainty.FirstMaximum(Row(i));
            confidence[i] = Row(i)[predicted[i]];
        }

        Predicted = [.. predicted];
        Confidence = [.. confidence];
        Correct = [.. predicted.Zip(Labels, (guess, truth) => guess == truth)];
    }

    /// <summary>Number of classes N.</summary>
    public int Classes { get; }

    /// <summary>Number of samples n.</summary>
    public int Samples => Labels.Length;

    /// <summary>The true classes, shape [n].</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>The most probable class of each sample, the first one on ties, shape [n].</summary>
    public ImmutableArray<int> Predicted { get; }

    /// <summary>The greatest probability of each sample, shape [n].</summary>
    public ImmutableArray<double> Confidence { get; }

    /// <summary>Whether each prediction is the true class, shape [n].</summary>
    public ImmutableArray<bool> Correct { get; }

    /// <summary>The distributions, shape [n, N], row-major.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>One sample's distribution, shape [N].</summary>
    /// <param name="sample">In [0, <see cref="Samples"/>).</param>
    public ReadOnlySpan<double> Row(int sample) => _probabilities.AsSpan(sample * Classes, Classes);

    /// <summary>Takes the predictions row by row.</summary>
    /// <param name="rows">n rows of N numbers, as the constructor asks.</param>
    /// <param name="labels">n true classes in [0, N).</param>
    /// <exception cref="ArgumentException">As the constructor, or rows of different lengths.</exception>
    /// <exception cref="ArbexException">A probability is not a number: the network has diverged.</exception>
    public static Predictions FromRows(IReadOnlyList<double[]> rows, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var classes = rows.Count > 0 ? rows[0].Length : 0;
        if (rows.Count == 0 || rows.Any(row => row.Length != classes))
        {
            throw new ArgumentException(
                $"Got {rows.Count} rows of {string.Join(", ", rows.Select(row => row.Length).Distinct())} numbers. "
                + "Expected at least one row, and all of one length.",
                nameof(rows));
        }

        return new([.. rows.SelectMany(row => row)], labels, classes);
    }

    private void CheckRow(int sample)
    {
        if ((uint)Labels[sample] >= (uint)Classes)
        {
            throw new ArgumentException($"The label of sample {sample} is {Labels[sample]}, expected [0, {Classes}).");
        }

        if (Row(sample).Contains(double.NaN))
        {
            throw new ArbexException(
                $"The prediction of sample {sample} is not a number. Expected {Classes} probabilities. The network has "
                + "diverged: use an earlier checkpoint, or train with a lower learning rate.");
        }

        double sum = 0;
        foreach (var p in Row(sample))
        {
            sum += p >= -SumTolerance && p <= 1 + SumTolerance ? p : double.NaN;
        }

        if (!(Math.Abs(sum - 1) <= SumTolerance))
        {
            var row = string.Join(", ", Row(sample).ToArray().Select(p => p.ToString(CultureInfo.InvariantCulture)));
            throw new ArgumentException(
                $"The prediction of sample {sample} is [{row}]. Expected {Classes} numbers in [0, 1] that sum to 1.");
        }
    }
}
