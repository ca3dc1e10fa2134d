using Arbex.Evaluation;
using Arbex.Imaging;
using Arbex.Inference;

namespace Arbex.Export.Tests;

public sealed class ConfidenceFitTests
{
    [Fact]
    public void Answers_that_are_right_as_often_as_they_say_keep_their_temperature_and_their_promise()
    {
        var calibration = ConfidenceFit.Of(Honest(4000, seed: 3), "drawn");
        Assert.InRange(calibration.Temperature, 0.9, 1.1);
        Assert.Equal(4000, calibration.Samples);
        Assert.Equal(1, calibration.Points[^1].Coverage);
        Assert.Equal(calibration.Points.OrderByDescending(point => point.Threshold), calibration.Points);
        Assert.All(calibration.Points, point => Assert.InRange(point.Risk, 0, point.RiskBound));

        var threshold = Abstention.Threshold(Description(calibration), 0.1);
        var fresh = Honest(20_000, seed: 4);
        var answered = fresh.Final.Zip(fresh.Labels).Where(sample => sample.First.Max() >= threshold).ToArray();
        var wrong = answered.Count(sample => Array.IndexOf(sample.First, sample.First.Max()) != sample.Second);
        Assert.InRange(answered.Length, 2000, 18_000);
        Assert.InRange((double)wrong / answered.Length, 0.05, 0.1);
    }

    [Fact]
    public void Answers_that_are_too_sure_get_a_temperature_above_one()
    {
        var honest = Honest(2000, seed: 5);
        var sure = honest with
        {
            Final = [.. honest.Final.Select(row => row.Select(p => p * p / row.Sum(q => q * q)).ToArray())],
        };
        Assert.InRange(ConfidenceFit.Of(sure, "drawn").Temperature, 1.8, 2.2);
    }

    [Fact]
    public void Too_few_samples_are_refused() =>
        Assert.Contains("99", Assert.Throws<ExportException>(() => ConfidenceFit.Of(Honest(99, 1), "few")).Message, StringComparison.Ordinal);

    private static ModelDescription Description(ConfidenceCalibration calibration) => new()
    {
        Name = "drawn",
        Labels = ["a", "b"],
        Preprocessing = new FacePreprocessing(),
        Calibration = calibration,
    };

    /// <summary>Two classes whose probability is drawn, and whose label is drawn with it.</summary>
    private static PredictionSet Honest(int count, long seed)
    {
        var random = new SeededRandom(seed);
        var rows = new double[count][];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            var p = random.NextDouble();
            (rows[i], labels[i]) = ([1 - p, p], random.NextDouble() < p ? 1 : 0);
        }

        return new PredictionSet
        {
            Samples = [.. Enumerable.Range(0, count)],
            Labels = labels,
            Final = rows,
            Primary = rows,
        };
    }
}
