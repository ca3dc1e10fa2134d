using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Imaging;
using Arbex.Tests.Data;
using CsCheck;

namespace Arbex.Tests.Evaluation;

public sealed class TemperatureScalingTests
{
    [Fact]
    public void The_temperature_that_was_taken_away_is_found_again() =>
        Gen.Select(Gen.Long, Gen.Double[0.3, 4]).Sample(
            (seed, temperature) =>
            {
                // Labels drawn from the distributions themselves: those are calibrated, their T-th powers are not.
                var calibrated = Drawn(seed, 4000);
                var distorted = TemperatureScaling.Apply(calibrated, 1 / temperature);
                Assert.Equal(temperature, TemperatureScaling.Fit(distorted), temperature * 0.12);
            },
            iter: 12);

    [Fact]
    public void A_fit_is_never_worse_than_any_other_temperature() => Gen.Long.Sample(
        seed =>
        {
            var predictions = Drawn(seed, 60);
            var best = Loss(predictions, TemperatureScaling.Fit(predictions));
            foreach (var other in new[] { 0.06, 0.3, 0.8, 1, 1.5, 4, 19 })
            {
                Assert.True(best <= Loss(predictions, other) + 1e-9, $"T = {other} is better");
            }
        },
        iter: 30);

    [Fact]
    public void A_temperature_changes_no_answer_and_1_changes_nothing() =>
        Gen.Select(Gen.Long, Gen.Double[0.2, 5]).Sample(
        (seed, temperature) =>
        {
            var predictions = Drawn(seed, 20);
            Assert.Equal(predictions.Predicted, TemperatureScaling.Apply(predictions, temperature).Predicted);
            var same = TemperatureScaling.Apply(predictions, 1);
            for (var i = 0; i < predictions.Probabilities.Length; i++)
            {
                Assert.Equal(predictions.Probabilities[i], same.Probabilities[i], 1e-9);
            }
        },
        iter: 30);

    [Fact]
    public void Where_no_answer_is_wrong_or_all_are_the_temperature_stays_1()
    {
        Assert.Equal(1, TemperatureScaling.Fit(new Predictions([1, 0, 1, 0], [0, 1], 2)));
        Assert.Equal(1, TemperatureScaling.Fit(new Predictions([0.7, 0.3, 0.2, 0.8], [0, 1], 2)));
        Assert.Equal(1, TemperatureScaling.Fit(new Predictions([0.7, 0.3, 0.2, 0.8], [1, 0], 2)));
    }

    [Fact]
    public void Bad_temperatures_are_refused()
    {
        var certain = new Predictions([1, 0, 1, 0], [0, 1], 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => TemperatureScaling.Apply(certain, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TemperatureScaling.Apply(certain, double.NaN));
    }

    [Fact]
    public void A_document_keeps_the_temperatures_and_what_they_make_of_the_metrics()
    {
        var (fit, evaluated) = (Drawn(1, 200), Drawn(2, 50));
        var dataset = new MemoryDataset(4, [.. Enumerable.Range(0, 50).Select(i => MemoryDataset.Sample(i, i % 4, 4))]);
        var document = EvaluationDocument.Compute(
            dataset, DataSplit.Test, Set(TemperatureScaling.Apply(evaluated, 0.4)),
            calibration: (DataSplit.Valid, Set(TemperatureScaling.Apply(fit, 0.4))));

        var scaled = document.Temperature!;
        Assert.Equal((DataSplit.Valid, 200), (scaled.FittedOn, scaled.FittedSamples));
        Assert.InRange(scaled.PrimaryTemperature, 1.8, 3.5);
        Assert.True(scaled.Final.Nll < document.Final.Nll);
        Assert.Equal(document.Final.Accuracy, scaled.Final.Accuracy);
        Assert.Equal(document.ToJson(), EvaluationDocument.FromJson(document.ToJson()).ToJson());
    }

    private static double Loss(Predictions predictions, double temperature) =>
        ProperScores.NegativeLogLikelihood(TemperatureScaling.Apply(predictions, temperature));

    private static Predictions Drawn(long seed, int count)
    {
        var random = new SeededRandom(seed);
        var (rows, labels) = (new double[count][], new int[count]);
        for (var i = 0; i < count; i++)
        {
            double[] weights = [.. Enumerable.Range(0, 4).Select(_ => Math.Exp(2 * random.NextGaussian()))];
            rows[i] = [.. weights.Select(weight => weight / weights.Sum())];
            var (left, label) = (random.NextDouble(), 0);
            while (label < 3 && (left -= rows[i][label]) > 0)
            {
                label++;
            }

            labels[i] = label;
        }

        return Predictions.FromRows(rows, labels);
    }

    private static PredictionSet Set(Predictions predictions)
    {
        double[][] rows = [.. Enumerable.Range(0, predictions.Samples).Select(i => predictions.Row(i).ToArray())];
        return new()
        {
            Samples = [.. Enumerable.Range(0, predictions.Samples)],
            Labels = [.. predictions.Labels],
            Final = rows,
            Primary = rows,
        };
    }
}
