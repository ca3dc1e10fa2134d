using Arbex.Imaging;

namespace Arbex.Inference.Tests;

/// <summary>A model whose answer is read off the face: the brighter, the surer of "glad".</summary>
internal sealed class FakeModel : IExpressionModel
{
    public int Calls { get; private set; }

    public int LargestBatch { get; private set; }

    public float[] LastInputs { get; private set; } = [];

    public bool IsDisposed { get; private set; }

    public ModelDescription Description { get; init; } = new()
    {
        Name = "fake",
        Labels = ["calm", "glad"],
        Preprocessing = new FacePreprocessing
        {
            InputSize = 32,
            Mean = [0, 0, 0],
            StandardDeviation = [1, 1, 1],
        },
    };

    public ModelAnswers Run(
        ReadOnlyMemory<float> inputs, int count, bool withEmbeddings, CancellationToken cancellation = default)
    {
        lock (this)
        {
            (Calls, LargestBatch, LastInputs) = (Calls + 1, Math.Max(LargestBatch, count), inputs.ToArray());
        }

        var glad = Enumerable.Range(0, count).Select(i => inputs.Span[i * Description.Preprocessing.InputLength]).ToArray();
        return new ModelAnswers(
            [.. glad.SelectMany(p => new[] { 1 - p, p })],
            [.. glad.SelectMany(_ => new[] { 0.5f, 0.5f })],
            withEmbeddings ? [.. glad.SelectMany(p => new[] { p, 1, 2 })] : []);
    }

    public void Dispose() => IsDisposed = true;

    /// <summary>A grey face of a brightness.</summary>
    public static ImageBuffer Face(double brightness)
    {
        var face = new ImageBuffer(40, 40);
        face.Pixels.AsSpan().Fill((byte)Math.Round(brightness * 255));
        return face;
    }
}
