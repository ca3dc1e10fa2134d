namespace Arbex.Evaluation;

/// <summary>Centroids and spreads of the classes that occur, summed in two passes without copying a row.</summary>
internal sealed class ClassClusters
{
    private readonly double[][] _sums;

    /// <summary>Sums up rows of 32-bit features.</summary>
    public ClassClusters(IReadOnlyList<float[]> rows, ReadOnlySpan<int> labels)
        : this(labels, rows.Count > 0 ? rows[0].Length : 0, rows.Count)
    {
        var row = new double[Width];
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < Samples; i++)
            {
                if (rows[i].Length != Width)
                {
                    throw new ArgumentException(
                        $"Sample {i} has {rows[i].Length} numbers, sample 0 has {Width}. Expected equally many.",
                        nameof(rows));
                }

                for (var d = 0; d < Width; d++)
                {
                    row[d] = rows[i][d];
                }

                Take(pass, row, labels[i]);
            }

            Finish(pass);
        }
    }

    /// <summary>Sums up row-major features.</summary>
    public ClassClusters(ReadOnlySpan<double> features, ReadOnlySpan<int> labels)
        : this(labels, labels.IsEmpty ? 0 : features.Length / labels.Length, labels.Length)
    {
        if (features.Length != (long)Samples * Width)
        {
            throw new ArgumentException(
                $"Got {features.Length} numbers for {labels.Length} samples. Expected equally many for each.",
                nameof(features));
        }

        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < Samples; i++)
            {
                Take(pass, features.Slice(i * Width, Width), labels[i]);
            }

            Finish(pass);
        }
    }

    private ClassClusters(ReadOnlySpan<int> labels, int width, int rows)
    {
        if (labels.IsEmpty || width == 0 || rows != labels.Length)
        {
            throw new ArgumentException(
                $"Got {rows} rows of {width} numbers for {labels.Length} samples. Expected at least one sample, and a "
                + "row for each.",
                nameof(labels));
        }

        var classes = 0;
        foreach (var label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(label, nameof(labels));
            classes = Math.Max(classes, label + 1);
        }

        (Samples, Width) = (labels.Length, width);
        _sums = [.. Enumerable.Range(0, classes).Select(_ => new double[width])];
        (Sizes, Distances) = (new int[classes], new double[classes]);
        Mean = new double[width];
    }

    /// <summary>Number of samples n.</summary>
    public int Samples { get; }

    /// <summary>Dimensions D.</summary>
    public int Width { get; }

    /// <summary>Members of each class; 0 for one that does not occur.</summary>
    public int[] Sizes { get; }

    /// <summary>Sum over a class's members of their distances to its centroid.</summary>
    public double[] Distances { get; }

    /// <summary>Sum over all samples of their squared distances to their centroids.</summary>
    public double Within { get; private set; }

    /// <summary>Mean of all samples, shape [D].</summary>
    public double[] Mean { get; }

    /// <summary>The classes that occur.</summary>
    public IEnumerable<int> Present => Enumerable.Range(0, Sizes.Length).Where(k => Sizes[k] > 0);

    /// <summary>Mean of a class that occurs, shape [D].</summary>
    public double[] Centroid(int k) => _sums[k];

    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (var d = 0; d < a.Length; d++)
        {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }

        return sum;
    }

    private void Take(int pass, ReadOnlySpan<double> row, int label)
    {
        if (pass == 0)
        {
            Sizes[label]++;
            for (var d = 0; d < Width; d++)
            {
                _sums[label][d] += row[d];
                Mean[d] += row[d];
            }
        }
        else
        {
            var squared = SquaredDistance(row, _sums[label]);
            Distances[label] += Math.Sqrt(squared);
            Within += squared;
        }
    }

    private void Finish(int pass)
    {
        for (var d = 0; pass == 0 && d < Width; d++)
        {
            Mean[d] /= Samples;
            foreach (var k in Present)
            {
                _sums[k][d] /= Sizes[k];
            }
        }
    }
}
