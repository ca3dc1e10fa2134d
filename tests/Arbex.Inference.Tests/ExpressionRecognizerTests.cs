using Arbex.Imaging;
using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests;

public sealed class ExpressionRecognizerTests
{
    private static readonly ConfidenceCalibration Calibration = new()
    {
        MeasuredOn = "faces, valid",
        Samples = 100,
        Points = [new(0.9, 0.4, 0.0, 0.03), new(0.8, 0.6, 0.02, 0.05), new(0.7, 0.8, 0.1, 0.2), new(0.6, 0.9, 0.04, 0.04)],
    };

    [Fact]
    public void A_picture_is_one_face_without_a_detector()
    {
        using var recognizer = new ExpressionRecognizer(new FakeModel());
        var face = Assert.Single(recognizer.Recognize(FakeModel.Face(0.8)).Faces);

        Assert.Equal("glad", face.Expression);
        Assert.Equal(0.8, face.Confidence, 2);
        Assert.Equal(0.5f, face.Primary["calm"]);
        Assert.Equal(new FaceBox(0, 0, 40, 40), face.Face!.Box);
        Assert.False(face.IsAbstained);
        Assert.Empty(face.Embedding);
    }

    [Theory]
    [InlineData(Interpolation.Bilinear, false)]
    [InlineData(Interpolation.Bilinear, true)]
    [InlineData(Interpolation.BilinearAntialiased, false)]
    [InlineData(Interpolation.BilinearAntialiased, true)]
    public void A_whole_picture_is_prepared_as_the_model_asks(Interpolation interpolation, bool grey)
    {
        var model = new FakeModel();
        model = new FakeModel
        {
            Description = model.Description with
            {
                Preprocessing = model.Description.Preprocessing with { Interpolation = interpolation, Grey = grey },
            },
        };
        using var recognizer = new ExpressionRecognizer(model);
        var picture = new ImageBuffer(97, 75);
        new Random(1).NextBytes(picture.Pixels);
        var expected = new float[model.Description.Preprocessing.InputLength];
        model.Description.Preprocessing.Prepare(picture, expected);

        recognizer.Recognize(picture);
        Assert.Equal(expected, model.LastInputs);
        recognizer.RecognizeFaces([picture]);
        Assert.Equal(expected, model.LastInputs);
    }

    [Fact]
    public void Many_faces_are_divided_into_batches_and_answered_in_order()
    {
        var model = new FakeModel();
        using var recognizer = new ExpressionRecognizer(
            model, options: new RecognizerOptions
            {
                BatchSize = 4,
                KeepEmbeddings = true,
            });
        var brightness = Enumerable.Range(0, 11).Select(i => i / 10.0).ToArray();
        var answers = recognizer.RecognizeFaces([.. brightness.Select(FakeModel.Face)]);

        Assert.Equal(brightness, answers.Select(answer => Math.Round((double)answer.Final["glad"], 1)));
        Assert.All(answers, answer => Assert.Equal([answer.Final["glad"], 1, 2], answer.Embedding));
        Assert.Equal((3, 4), (model.Calls, model.LargestBatch));
    }

    [Fact]
    public void Mirrored_faces_count_half_and_twice_as_many_go_through_the_model()
    {
        var face = FakeModel.Face(0.2); // the model looks at the upper left corner
        for (var y = 0; y < face.Height; y++)
        {
            face.Pixels.AsSpan(((y * face.Width) + 20) * 3, 20 * 3).Fill(153); // 0.6 on the right
        }

        var model = new FakeModel();
        using var recognizer = new ExpressionRecognizer(
            model, options: new RecognizerOptions { Mirror = true, KeepEmbeddings = true, BatchSize = 4 });
        var answers = recognizer.RecognizeFaces([face, FakeModel.Face(0.9)]);

        Assert.Equal(0.4, answers[0].Final["glad"], 2);
        Assert.Equal(0.6, answers[0].Final["calm"], 2);
        Assert.Equal(0.9, answers[1].Final["glad"], 2);
        Assert.Equal([0.4f, 1, 2], answers[0].Embedding.Select(value => MathF.Round(value, 2)));
        Assert.Equal((1, 4), (model.Calls, model.LargestBatch));
    }

    [Fact]
    public void A_promised_risk_is_not_promised_for_mirrored_faces() => Assert.Contains(
        "mirrored",
        Assert.Throws<ArbexException>(
            () => new ExpressionRecognizer(Calibrated(), options: new RecognizerOptions { Mirror = true, TargetRisk = 0.05 })).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0.05, 0.8)]
    [InlineData(0.04, 0.9)]
    [InlineData(0.5, 0.6)]
    public void A_target_risk_asks_for_the_confidence_whose_bound_and_all_above_keep_it(double risk, double threshold)
    {
        using var recognizer = new ExpressionRecognizer(Calibrated(), options: new RecognizerOptions { TargetRisk = risk });
        Assert.Equal(threshold, recognizer.AbstainsBelow);
        Assert.True(recognizer.RecognizeFaces([FakeModel.Face(threshold - 0.02)])[0].IsAbstained);
        Assert.False(recognizer.RecognizeFaces([FakeModel.Face(threshold + 0.02)])[0].IsAbstained);
    }

    [Fact]
    public void A_risk_that_cannot_be_promised_is_refused_with_the_lowest_that_can()
    {
        var low = Assert.Throws<ArbexException>(() => new ExpressionRecognizer(
            Calibrated(), options: new RecognizerOptions { TargetRisk = 0.01 }));
        Assert.Contains("0.0300", low.Message, StringComparison.Ordinal);
        var none = Assert.Throws<ArbexException>(() => new ExpressionRecognizer(
            new FakeModel(), options: new RecognizerOptions { TargetRisk = 0.1 }));
        Assert.Contains("calibrate", none.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Throws<ArbexException>(() => new RecognizerOptions { TargetRisk = 1 }.Validated());
        Assert.Throws<ArbexException>(() => new RecognizerOptions { MinimumConfidence = 1.5 }.Validated());
    }

    [Fact]
    public async Task A_stream_answers_in_its_order_and_ends_when_it_is_left()
    {
        using var recognizer = new ExpressionRecognizer(new FakeModel());
        var seen = new List<(int, double)>();
        await foreach (var (item, answer) in recognizer.RecognizeAsync(Pictures(20), workers: 3, TestContext.Current.CancellationToken))
        {
            seen.Add((item, Math.Round((double)answer.Faces[0].Final["glad"], 1)));
            if (item == 15)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 16).Select(i => (i, i % 10 / 10.0)), seen);
    }

    [Fact]
    public void The_temperature_of_the_calibration_makes_answers_less_sure()
    {
        var model = new FakeModel();
        using var recognizer = new ExpressionRecognizer(new FakeModel
        {
            Description = model.Description with { Calibration = Calibration with { Temperature = 2 } },
        });
        var answer = recognizer.RecognizeFaces([FakeModel.Face(0.8)])[0];
        Assert.Equal(2.0 / 3, answer.Confidence, 2); // 0.8^(1/2) : 0.2^(1/2) = 2 : 1
    }

    [Fact]
    public void A_recognizer_disposes_of_its_model()
    {
        var model = new FakeModel();
        new ExpressionRecognizer(model).Dispose();
        Assert.True(model.IsDisposed);
    }

    [Fact]
    public void A_recognizer_that_cannot_be_made_disposes_of_its_detector()
    {
        using var detector = new Watched();
        Assert.Throws<ArbexException>(() => ExpressionRecognizer.LoadShipped(new RecognizerOptions { MinimumConfidence = 2 }, detector));
        Assert.True(detector.IsDisposed);
    }

    private sealed class Watched : IFaceDetector
    {
        public bool IsDisposed { get; private set; }

        public string Name => "watched";

        public IReadOnlyList<DetectedFace> Detect(ImageBuffer image, CancellationToken cancellation = default) => [];

        public void Dispose() => IsDisposed = true;
    }

    private static FakeModel Calibrated() => new()
    {
        Description = new FakeModel().Description with { Calibration = Calibration },
    };

    private static async IAsyncEnumerable<(int, ImageBuffer)> Pictures(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return (i, FakeModel.Face(i % 10 / 10.0));
        }
    }
}
