using System.Text.Json;
using Arbex.Evaluation;
using Arbex.Evaluation.Projection;
using Arbex.Imaging;

namespace Arbex.Benchmarks;

/// <summary>
/// Random cases with our metrics, for bench/metrics_sklearn.py to compute again. Sizes, numbers of classes, sharpness,
/// ties and absent classes vary; the seed is fixed.
/// </summary>
internal static class MetricCases
{
    private const int Cases = 200;
    private const int LayoutRows = 600;
    private const int LayoutWidth = 32;

    public static void Write(TextWriter output, string path)
    {
        var cases = Enumerable.Range(0, Cases).Select(Case).ToArray();
        File.WriteAllText(path, JsonSerializer.Serialize(new { cases, layout = Layout() }));
        output.WriteLine($"Wrote {Cases} cases and a layout to {path}.");
    }

    private static Dictionary<string, object?> Case(int number)
    {
        var random = SeededRandom.ForStream(20261124, number);
        var n = number == 0 ? 20_000 : 5 + random.NextInt(number % 10 == 0 ? 3000 : 400);
        var classes = 2 + random.NextInt(11);
        var sharpness = random.NextDouble(0.3, 4);
        var hasTies = number % 4 == 3;
        int[] labels = [.. Enumerable.Range(0, n).Select(_ => random.NextInt(Math.Max(2, classes - (number % 3))))];
        var primary = Distributions(random, labels, classes, sharpness, hasTies);
        var final = Distributions(random, labels, classes, sharpness, hasTies);
        var features = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, 6)
            .Select(d => random.NextGaussian() + (d == labels[i] % 6 ? 2.0 : 0)).ToArray()).ToArray();
        double[] energy = [.. Enumerable.Range(0, n).Select(_ => random.NextGaussian())];
        return new()
        {
            ["labels"] = labels,
            ["classes"] = classes,
            ["hasTies"] = hasTies,
            ["primary"] = primary,
            ["final"] = final,
            ["features"] = features,
            ["energy"] = energy,
            ["ours"] = Ours(labels, primary, final, features, energy),
        };
    }

    private static Dictionary<string, double?> Ours(
        int[] labels, double[][] primaryRows, double[][] finalRows, double[][] features, double[] energy)
    {
        var (primary, final) = (Predictions.FromRows(primaryRows, labels), Predictions.FromRows(finalRows, labels));
        var metrics = DistributionMetrics.Compute(primary, energy);
        var scores = metrics.ConfidenceScores!;
        var correction = CorrectionAnalysis.Compute(primary, final);
        double[] flat = [.. features.SelectMany(row => row)];
        var numbers = MetricCatalog.All.ToDictionary(metric => metric.Key, metric => metric.Value(metrics));
        foreach (var (name, ranking) in new[]
        {
            ("entropy", scores.Entropy), ("margin", scores.Margin), ("energy", scores.Energy!),
        })
        {
            numbers[$"{name} aurc"] = ranking.Aurc;
            numbers[$"{name} errorAuroc"] = ranking.ErrorAuroc;
            numbers[$"{name} errorFprAt95"] = ranking.ErrorFprAt95;
        }

        numbers["daviesBouldin"] = ClusterScores.DaviesBouldin(flat, labels);
        numbers["calinskiHarabasz"] = ClusterScores.CalinskiHarabasz(flat, labels);
        numbers["mcNemar p"] = correction.McNemar!.PValue;
        numbers["temperature"] = TemperatureScaling.Fit(primary);
        var few = primaryRows.Take(5).Select(row => row[0]).ToArray();
        numbers["interval of 5 runs"] = MetricSummary.Of(few).Interval.High;
        return numbers.ToDictionary(pair => pair.Key, pair => double.IsFinite(pair.Value) ? pair.Value : (double?)null);
    }

    private static double[][] Distributions(
        SeededRandom random, int[] labels, int classes, double sharpness, bool hasTies) =>
    [
        .. labels.Select(label =>
        {
            double[] weights =
            [
                .. Enumerable.Range(0, classes).Select(k =>
                    Math.Exp((sharpness * random.NextGaussian()) + (k == label ? 1 : 0))),
            ];
            if (hasTies)
            {
                // Whole eighths of the largest repeat often; adding one keeps every probability above 0.
                weights = [.. weights.Select(weight => 1 + Math.Floor(8 * weight / weights.Max()))];
            }

            var sum = weights.Sum();
            return weights.Select(weight => weight / sum).ToArray();
        }),
    ];

    private static object Layout()
    {
        var random = SeededRandom.ForStream(20261124, Cases);
        float[][] rows =
        [
            .. Enumerable.Range(0, LayoutRows).Select(i => Enumerable.Range(0, LayoutWidth)
                .Select(d => (float)(random.NextGaussian() + (d == i % 8 ? 5 : 0))).ToArray()),
        ];
        var map = TSne.Embed(rows);
        return new { rows, points = map.Points.Chunk(2), divergence = map.Divergence };
    }
}
