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
    public void Frames_of_few_clips_promise_less_than_as_many_faces()
    {
        // Each face twenty times over: twenty times the frames, and no more to know.
        var once = Honest(200, seed: 6);
        int[] copies = [.. Enumerable.Range(0, 4000).Select(i => i / 20)];
        var frames = new PredictionSet
        {
            Samples = [.. Enumerable.Range(0, 4000)],
            Labels = [.. copies.Select(i => once.Labels[i])],
            Final = [.. copies.Select(i => once.Final[i])],
            Primary = [.. copies.Select(i => once.Primary[i])],
        };

        var (alone, clips, ignored) = (
            ConfidenceFit.Of(once, "faces"), ConfidenceFit.Of(frames, "frames", copies), ConfidenceFit.Of(frames, "frames"));

        Assert.Equal(200, clips.Groups);
        Assert.Null(alone.Groups);
        var (face, frame, wrong) = (alone.Points[^1], clips.Points[^1], ignored.Points[^1]);
        Assert.Equal(face.Risk, frame.Risk, 6);
        Assert.InRange(frame.RiskBound, face.RiskBound - 0.002, face.RiskBound + 0.01);
        Assert.True(wrong.RiskBound < face.RiskBound - 0.02, $"{wrong.RiskBound} is not below {face.RiskBound}");
        Assert.All(clips.Points, point => Assert.InRange(point.RiskBound, point.Risk, 1));
    }

    [Fact]
    public void Answers_that_are_all_right_keep_their_confidence()
    {
        var all = Honest(500, seed: 7);
        var right = all with { Labels = [.. all.Final.Select(row => row[0] > row[1] ? 0 : 1)] };
        Assert.Equal(1, ConfidenceFit.Of(right, "easy").Temperature);
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
