using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Imaging;

namespace Arbex.Tests.Data.Generated;

public sealed class GeneratedFaceDifficultyTests
{
    private const int Side = 24;
    private const int Inputs = Side * Side;
    private const int Classes = 8;

    private readonly ITestOutputHelper _output;

    public GeneratedFaceDifficultyTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void A_linear_model_on_pixels_fails()
    {
        var data = new GeneratedFaceDataset(new() { SamplesPerCharacter = 64, Size = 48 });
        var train = Load(data, DataSplit.Train);
        var valid = Load(data, DataSplit.Valid);
        Assert.Equal((1536, 384), (train.Labels.Length, valid.Labels.Length));
        Standardise(train.Pixels, valid.Pixels);

        var weights = Fit(train.Pixels, train.Labels);
        var (fitted, accuracy) = (Accuracy(weights, train), Accuracy(weights, valid));
        _output.WriteLine($"Linear model: {fitted:P1} on training characters, {accuracy:P1} on held-out ones.");
        Assert.True(fitted > 0.4, $"The linear model was not trained: {fitted:P1} on its own training data.");
        Assert.True(accuracy < 0.55, $"A linear model reads {accuracy:P1} of the held-out faces: they are too easy.");
    }

    [Fact]
    public void The_expressions_themselves_stay_apart()
    {
        // Whoever could read the muscles off the picture would hardly err: mistakes come from seeing, not from overlap.
        var train = DrawParameters(new(1), 4000);
        var valid = DrawParameters(new(2), 2000);
        Standardise(train.Pixels, valid.Pixels);
        var accuracy = Accuracy(Fit(train.Pixels, train.Labels), valid);
        _output.WriteLine($"Linear model on the expressions' parameters: {accuracy:P1}.");
        Assert.True(accuracy > 0.97, $"Only {accuracy:P1} of the expressions differ from those of other classes.");
    }

    private static (float[][] Pixels, int[] Labels) DrawParameters(SeededRandom random, int count)
    {
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % Classes)];
        return ([.. labels.Select(label => Features(Expressions.Draw(label, random)))], labels);
    }

    private static float[] Features(ExpressionParameters e)
    {
        var (left, right, m) = (e.LeftBrow, e.RightBrow, e.Mouth);
        return
        [
            left.InnerRaise + right.InnerRaise, MathF.Abs(left.InnerRaise - right.InnerRaise),
            left.OuterRaise + right.OuterRaise, MathF.Abs(left.OuterRaise - right.OuterRaise),
            left.Squeeze + right.Squeeze, e.LeftEye.Openness + e.RightEye.Openness,
            e.LeftEye.LowerLid + e.RightEye.LowerLid, e.LeftEye.CheekRaise + e.RightEye.CheekRaise, e.NoseWrinkle,
            m.Width, m.Openness, m.LeftCornerLift + m.RightCornerLift, MathF.Abs(m.LeftCornerLift - m.RightCornerLift),
            m.UpperLipRaise, m.Press, m.JawDrop, m.ChinRaise,
        ];
    }

    private static (float[][] Pixels, int[] Labels) Load(GeneratedFaceDataset data, DataSplit split)
    {
        var indices = Enumerable.Range(0, data.Samples.Count).Where(i => data.Samples[i].Split == split).ToArray();
        return ([.. indices.Select(i => Grey(data.LoadImage(i)))], [.. indices.Select(data.CleanLabel)]);
    }

    /// <summary>Mean grey of 2x2 pixels, shape [24 x 24].</summary>
    private static float[] Grey(ImageBuffer picture)
    {
        var grey = new float[Inputs];
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var at = ((y * picture.Width) + x) * ImageBuffer.Channels;
                grey[(y / 2 * Side) + (x / 2)] +=
                    (picture.Pixels[at] + picture.Pixels[at + 1] + picture.Pixels[at + 2]) / (12f * 255);
            }
        }

        return grey;
    }

    private static void Standardise(float[][] train, float[][] valid)
    {
        for (var k = 0; k < train[0].Length; k++)
        {
            var mean = train.Average(pixels => pixels[k]);
            var deviation = MathF.Sqrt(train.Average(pixels => (pixels[k] - mean) * (pixels[k] - mean))) + 1e-3f;
            foreach (var pixels in train.Concat(valid))
            {
                pixels[k] = (pixels[k] - mean) / deviation;
            }
        }
    }

    /// <summary>Multinomial logistic regression by stochastic gradient descent; weights have shape [8 x (inputs + 1)].</summary>
    private static float[] Fit(float[][] pixels, int[] labels)
    {
        var inputs = pixels[0].Length;
        var weights = new float[Classes * (inputs + 1)];
        var random = new SeededRandom(1);
        var order = Enumerable.Range(0, pixels.Length).ToArray();
        for (var epoch = 0; epoch < 40; epoch++)
        {
            random.Shuffle(order.AsSpan());
            var rate = 0.004f / (1 + (0.1f * epoch));
            foreach (var i in order)
            {
                var scores = Scores(weights, pixels[i]);
                var sum = scores.Sum(score => MathF.Exp(score - scores.Max()));
                for (var k = 0; k < Classes; k++)
                {
                    var error = (MathF.Exp(scores[k] - scores.Max()) / sum) - (labels[i] == k ? 1 : 0);
                    var row = weights.AsSpan(k * (inputs + 1), inputs + 1);
                    for (var j = 0; j < inputs; j++)
                    {
                        row[j] -= rate * ((error * pixels[i][j]) + (0.002f * row[j]));
                    }

                    row[inputs] -= rate * error;
                }
            }
        }

        return weights;
    }

    private static float[] Scores(float[] weights, float[] pixels)
    {
        var (inputs, scores) = (pixels.Length, new float[Classes]);
        for (var k = 0; k < Classes; k++)
        {
            var row = weights.AsSpan(k * (inputs + 1), inputs + 1);
            var score = row[inputs];
            for (var j = 0; j < inputs; j++)
            {
                score += row[j] * pixels[j];
            }

            scores[k] = score;
        }

        return scores;
    }

    private static double Accuracy(float[] weights, (float[][] Pixels, int[] Labels) set)
    {
        var right = 0;
        for (var i = 0; i < set.Labels.Length; i++)
        {
            var scores = Scores(weights, set.Pixels[i]);
            right += Array.IndexOf(scores, scores.Max()) == set.Labels[i] ? 1 : 0;
        }

        return (double)right / set.Labels.Length;
    }
}
