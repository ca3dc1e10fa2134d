namespace Arbex.Training.Ablations;

/// <summary>What the paper reports: tables 1 to 4, as fractions; the data are Aff-Wild2 (table 4: not named).</summary>
internal static class PaperTables
{
    private static readonly Dictionary<int, double> Table1 = new()
    {
        [0] = 68.92,
        [1] = 70.74,
        [2] = 70.95,
        [3] = 71.03,
        [4] = 71.11,
        [5] = 71.16,
        [6] = 71.18,
        [8] = 71.21,
        [10] = 71.21,
        [20] = 69.43,
    };

    private static readonly int[] NoiseLevels = [0, 5, 10, 15, 20, 25, 30, 35, 40, 50];

    private static readonly double[][] Table2 =
    [
        [68.92, 68.41, 67.7, 63.69, 54.99, 50.36, 41.18, 36.94, 34.12, 30.92],
        [70.74, 70.52, 70.02, 66.51, 59.81, 51.18, 44.00, 37.76, 35.94, 33.79],
        [70.95, 70.61, 70.23, 66.72, 60.02, 51.39, 44.21, 37.97, 36.15, 34.00],
        [71.03, 70.64, 70.31, 66.80, 60.10, 51.47, 44.29, 38.05, 36.23, 34.08],
        [71.11, 70.65, 70.39, 66.88, 60.18, 51.55, 44.37, 38.13, 36.31, 34.16],
        [71.16, 70.70, 70.44, 66.93, 60.23, 51.60, 44.42, 38.18, 36.36, 34.21],
        [71.18, 70.71, 70.46, 66.95, 60.25, 51.62, 44.44, 38.20, 36.38, 34.23],
        [71.21, 70.71, 70.49, 66.98, 60.28, 51.65, 44.47, 38.23, 36.41, 34.26],
        [71.24, 70.72, 70.52, 67.01, 60.31, 51.66, 44.49, 38.26, 36.43, 34.29],
        [71.24, 70.73, 70.52, 67.01, 60.32, 51.68, 44.50, 38.26, 36.44, 34.29],
        [71.25, 70.73, 70.53, 67.02, 60.33, 51.69, 44.51, 38.27, 36.45, 34.3],
    ];

    private static readonly int[] SmoothingLevels = [0, 5, 10, 11, 15, 18, 20, 25, 30, 35, 40, 50];

    private static readonly double[][] Table3 =
    [
        [68.92, 69.16, 69.18, 69.18, 69.03, 68.64, 67.50, 64.27, 61.75, 59.34, 55.83, 50.88],
        [70.74, 71.38, 71.94, 71.97, 71.46, 70.68, 70.62, 67.59, 63.07, 60.66, 56.15, 51.20],
        [70.95, 71.59, 72.15, 72.18, 71.67, 70.89, 70.83, 67.80, 63.28, 60.87, 56.36, 51.41],
        [71.03, 71.67, 72.23, 72.26, 71.75, 70.97, 70.91, 67.88, 63.36, 60.95, 56.44, 51.49],
        [71.11, 71.75, 72.31, 72.34, 71.83, 71.05, 70.99, 67.96, 63.44, 61.03, 56.52, 51.57],
        [71.16, 71.80, 72.36, 72.39, 71.88, 71.10, 71.04, 67.01, 63.49, 61.08, 56.57, 51.62],
        [71.18, 71.82, 72.38, 72.41, 71.90, 71.12, 71.06, 67.03, 63.51, 61.10, 56.59, 51.64],
        [71.21, 71.85, 72.41, 72.44, 71.93, 71.15, 71.09, 67.06, 63.54, 61.13, 56.62, 51.67],
        [71.24, 71.86, 72.44, 72.47, 71.96, 71.18, 71.12, 67.09, 63.57, 61.16, 56.65, 51.70],
        [71.24, 71.88, 72.44, 72.47, 71.96, 71.18, 71.12, 67.09, 63.57, 61.16, 56.65, 51.70],
        [71.25, 71.89, 72.45, 72.48, 71.97, 71.19, 71.13, 67.1, 63.58, 61.17, 56.66, 51.71],
    ];

    private static readonly Dictionary<double, (double P, double A, double F, double R)> Table4 = new()
    {
        [1] = (90.7, 89.6, 89.4, 89.1),
        [100] = (41.3, 47.9, 38.7, 47.0),
        [0.01] = (80.5, 82.3, 80.5, 81.1),
        [0] = (87.3, 88.5, 88.4, 90.3),
    };

    /// <summary>The K of table 1.</summary>
    public static IReadOnlyList<int> Anchors { get; } = [0, 1, 2, 3, 4, 5, 6, 8, 10, 20];

    /// <summary>The K of tables 2 and 3.</summary>
    public static IReadOnlyList<int> GridAnchors { get; } = [.. Enumerable.Range(0, 11)];

    /// <summary>The levels of table 2, in per cent.</summary>
    public static IReadOnlyList<int> Noise => NoiseLevels;

    /// <summary>The levels of table 3, in per cent.</summary>
    public static IReadOnlyList<int> Smoothing => SmoothingLevels;

    /// <summary>Table 1.</summary>
    public static AblationScores? ByAnchors(int anchors) =>
        Table1.TryGetValue(anchors, out var accuracy) ? Accuracy(accuracy) : null;

    /// <summary>Table 2.</summary>
    public static AblationScores? ByNoise(int anchors, int level) => Find(Table2, NoiseLevels, anchors, level);

    /// <summary>Table 3.</summary>
    public static AblationScores? BySmoothing(int anchors, int level) => Find(Table3, SmoothingLevels, anchors, level);

    /// <summary>Table 4.</summary>
    public static AblationScores? ByAnchorLoss(double factor) => Table4.TryGetValue(factor, out var row)
        ? new AblationScores { Accuracy = row.A / 100, Precision = row.P / 100, F1 = row.F / 100, Recall = row.R / 100 }
        : null;

    private static AblationScores? Find(double[][] table, int[] levels, int anchors, int level)
    {
        var column = Array.IndexOf(levels, level);
        return column >= 0 && anchors < table.Length ? Accuracy(table[anchors][column]) : null;
    }

    private static AblationScores Accuracy(double percent) => new() { Accuracy = percent / 100 };
}
