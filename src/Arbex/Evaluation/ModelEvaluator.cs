using Arbex.Data;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Reliability;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Evaluation;

/// <summary>Runs a network over samples and collects its distributions.</summary>
public static class ModelEvaluator
{
    /// <summary>Predicts every sample, without augmentation and without gradients.</summary>
    /// <param name="network">The network; put into evaluation mode and back.</param>
    /// <param name="dataset">Pictures and labels; its label order must be the network's.</param>
    /// <param name="samples">Positions in the dataset.</param>
    /// <param name="preprocessing">How a picture becomes the input.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="batchSize">Samples at once; changes no answer.</param>
    /// <param name="unreadable">Told of each picture that cannot be read, which is then left out; null throws.</param>
    /// <param name="progress">Told the number of samples done.</param>
    /// <param name="loader">How batches are made ahead; null for the defaults.</param>
    /// <param name="embeddings">Whether to keep e of each sample: 4 D bytes each.</param>
    /// <param name="memory">Embeddings that were computed before; null asks the encoder for every batch.</param>
    /// <param name="mirror">Whether every face is also looked at mirrored and the answer is the mean.</param>
    /// <param name="cancellation">Stops early.</param>
    public static PredictionSet Predict(
        ArbexNet network, IFaceDataset dataset, IReadOnlyList<int> samples, FacePreprocessing preprocessing, Device device,
        int batchSize = 64, Action<string>? unreadable = null, Action<int>? progress = null,
        LoaderOptions? loader = null, bool embeddings = true, EmbeddingMemory? memory = null, bool mirror = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(preprocessing);
        var batches = new BatchLoader(
            dataset, new BatchOptions { Preprocessing = preprocessing, BatchSize = batchSize }, loader, unreadable);
        return Predict(
            network, dataset, batches, samples, preprocessing.InputSize, device, new Rows(embeddings), progress, memory, mirror,
            cancellation);
    }

    /// <summary>Predicts for a run that has told of some unreadable pictures before.</summary>
    internal static PredictionSet Predict(
        ArbexNet network, IFaceDataset dataset, IReadOnlyList<int> samples, FacePreprocessing preprocessing, Device device,
        LoaderOptions loader, UnreadableList? unreadable, CancellationToken cancellation)
    {
        var batches = new BatchLoader(
            dataset, new BatchOptions { Preprocessing = preprocessing }, loader, unreadable, time: null);
        return Predict(
            network, dataset, batches, samples, preprocessing.InputSize, device, new Rows(embeddings: false), null,
            memory: null, mirror: false, cancellation);
    }

    private static PredictionSet Predict(
        ArbexNet network, IFaceDataset dataset, BatchLoader batches, IReadOnlyList<int> samples, int side, Device device,
        Rows rows, Action<int>? progress, EmbeddingMemory? memory, bool mirror, CancellationToken cancellation)
    {
        var done = new List<int>();
        var labels = new List<int>();
        var wasTraining = network.training;
        network.eval();
        var encoder = memory?.Of(network.Encoder);
        try
        {
            foreach (var batch in batches.Batches(samples, seed: 0, epoch: 0, cancellation: cancellation))
            {
                Forward(network, encoder, batch, side, device, mirror, rows);
                done.AddRange(batch.Samples);
                labels.AddRange(batch.Samples.Select(dataset.Samples.LabelOf));
                progress?.Invoke(done.Count);
            }
        }
        finally
        {
            network.train(wasTraining);
        }

        return new PredictionSet
        {
            Samples = done,
            Labels = [.. labels],
            Final = [.. rows.Final],
            Primary = [.. rows.Primary],
            Anchor = rows.Anchor.Count > 0 ? [.. rows.Anchor] : null,
            Attention = rows.Attention.Count > 0 ? [.. rows.Attention] : null,
            Energy = [.. rows.Energy],
            Embeddings = rows.Embeddings is { } embeddings ? [.. embeddings] : null,
        };
    }

    private static void Forward(
        ArbexNet network, RememberingEncoder? encoder, FaceBatch batch, int side, Device device, bool mirror, Rows rows)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var images = HostTensor.From(batch.Pixels, batch.Count, ImageBuffer.Channels, side, side).to(device);
        var output = encoder is null
            ? network.call(images)
            : network.Balancer.call(encoder.Embed(images, batch.Pixels));
        if (mirror)
        {
            output = Mean(output, network.call(images.flip(3))); // [B, 3, S, S] from right to left
        }

        rows.Final.AddRange(ToRows(output.Final));
        rows.Primary.AddRange(ToRows(output.Primary));
        rows.Anchor.AddRange(output.Anchor is null ? [] : ToRows(output.Anchor));
        rows.Attention.AddRange(output.Attention is null ? [] : ToRows(output.Attention));
        rows.Energy.AddRange(ToRows(output.Logits).Select(logits => ConfidenceScores.Energy(logits)));
        rows.Embeddings?.AddRange(ToRows(output.Embedding).Select(row => Array.ConvertAll(row, value => (float)value)));
    }

    private static ReliabilityOutput Mean(ReliabilityOutput one, ReliabilityOutput other)
    {
        return one with
        {
            Embedding = Of(one.Embedding, other.Embedding)!,
            Logits = Of(one.Logits, other.Logits)!,
            Primary = Of(one.Primary, other.Primary)!,
            Anchor = Of(one.Anchor, other.Anchor),
            Attention = Of(one.Attention, other.Attention),
            Final = Of(one.Final, other.Final)!,
        };

        static Tensor? Of(Tensor? x, Tensor? y) => x is null || y is null ? null : x.Plus(y).Times(0.5);
    }

    private static double[][] ToRows(Tensor distributions)
    {
        using var scope = NewDisposeScope();
        var values = distributions.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
        return [.. values.Chunk((int)distributions.shape[1])];
    }

    private sealed class Rows(bool embeddings)
    {
        public List<double[]> Final { get; } = [];

        public List<double[]> Primary { get; } = [];

        public List<double[]> Anchor { get; } = [];

        public List<double[]> Attention { get; } = [];

        public List<double> Energy { get; } = [];

        public List<float[]>? Embeddings { get; } = embeddings ? [] : null;
    }
}
