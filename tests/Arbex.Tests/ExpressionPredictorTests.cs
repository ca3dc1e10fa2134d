using Arbex.Checkpoints;
using Arbex.Imaging;
using Arbex.Networks;

namespace Arbex.Tests;

public sealed class ExpressionPredictorTests : IDisposable
{
    private static readonly ArbexOptions Micro = ArbexOptions.Compact with
    {
        InputSize = 32,
        Image = new() { InputSize = 32, StemWidth = 8, StemStride = 2, StageWidths = [8, 8, 8], StageDepths = [1, 1, 1] },
        Landmark = new() { InputSize = 32, StemWidth = 8, StageWidths = [8, 8, 8], StageDepths = [1, 1, 1], OutputWidth = 8 },
        Fusion = new() { Heads = [1, 1, 1], Windows = [8, 4, 2], Stride = 1 },
        Transformer = new() { Width = 16, Depth = 1, Heads = 2 },
        Reliability = new()
        {
            Reduction = 16,
            HeadWidths = [8],
            AnchorsPerClass = 2,
            AttentionHeads = 1,
            AttentionTokens = 4,
        },
    };

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"arbex-{Guid.NewGuid():N}.safetensors");

    public ExpressionPredictorTests()
    {
        using var network = new ArbexNet(Micro, 3);
        Checkpoint.Write(_path, network, new CheckpointInfo
        {
            Labels = ["happy", "neutral", "sad"],
            Preprocessing = new FacePreprocessing { InputSize = 32 },
            Options = Micro,
        });
    }

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void An_answer_is_a_named_distribution_whose_top_is_the_expression()
    {
        using var predictor = ExpressionPredictor.Load(_path);
        var answer = predictor.Predict(Face(40, 10));

        Assert.Equal(["happy", "neutral", "sad"], answer.Final.Keys);
        Assert.Equal(1, answer.Final.Values.Sum(), 5);
        Assert.Equal(1, answer.Primary.Values.Sum(), 5);
        Assert.Equal(answer.Final.Values.Max(), answer.Confidence);
        Assert.Equal(answer.Confidence, answer.Final[answer.Expression]);
    }

    [Fact]
    public void A_batch_answers_as_its_faces_do_one_by_one_and_leaves_no_tensor()
    {
        using var predictor = ExpressionPredictor.Load(_path);
        ImageBuffer[] faces = [Face(40, 10), Face(64, 200)];

        TensorLeak.AssertNone(() =>
        {
            var together = predictor.Predict(faces);
            for (var i = 0; i < faces.Length; i++)
            {
                Assert.Equal(predictor.Predict(faces[i]).Confidence, together[i].Confidence, 5);
            }
        });
        Assert.Empty(predictor.Predict([]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Values_that_are_not_finite_are_refused_by_position(float value)
    {
        using var predictor = ExpressionPredictor.Load(_path);
        var input = new float[predictor.Info.Preprocessing.InputLength];
        input[7] = value;

        var error = Assert.Throws<ArbexException>(() => predictor.PredictPrepared(input));
        Assert.Contains("Value 7", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => predictor.PredictPrepared(new float[5]));
    }

    [Fact]
    public void A_disposed_predictor_says_so()
    {
        var predictor = ExpressionPredictor.Load(_path);
        predictor.Dispose();
        predictor.Dispose();

        Assert.Throws<ObjectDisposedException>(() => predictor.Predict(Face(40, 10)));
    }

    private static ImageBuffer Face(int side, byte level)
    {
        var pixels = new byte[side * side * ImageBuffer.Channels];
        pixels.AsSpan().Fill(level);
        return new ImageBuffer(side, side, pixels);
    }
}
