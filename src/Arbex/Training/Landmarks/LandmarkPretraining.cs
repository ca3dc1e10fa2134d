using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Imaging;
using Arbex.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex.Training.Landmarks;

/// <summary>
/// Teaches the landmark stream where the points of faces are before it learns expressions: regression to what a teacher,
/// such as the published MobileFaceNet, says of the training faces.
/// </summary>
/// <remarks>
/// The paper's landmark stream comes with published weights, which a smaller one cannot take (section 3.2). Of the recipe
/// count: sizes of the stream, preprocessing, augmentation, refinement, batch size, seed, and of the optimiser rate, cosine or
/// exponential schedule, warm-up, decay and clipping. Points move along with turned and mirrored faces. The output layer is only
/// for learning and is not kept. Equal arguments give equal weights on the CPU.
/// </remarks>
public sealed class LandmarkPretraining : IDisposable
{
    /// <summary>The largest number of epochs.</summary>
    public const int MostEpochs = 100_000;

    private const string OutputLayer = "output_layer.";
    private const int Width = 2 * LandmarkPoints.Count;

    private readonly Recipe _recipe;
    private readonly IFaceDataset _dataset;
    private readonly ILandmarkTeacher _teacher;
    private readonly TrainerHost _host;
    private readonly int _epochs;
    private readonly Device _device;
    private readonly UnreadableList? _unreadable;
    private readonly AugmentedPreparation _preparation;
    private readonly LandmarkTargets _targets = new();
    private readonly LandmarkBackbone _network;
    private readonly AdamOptimizer _optimizer;

    /// <summary>Builds the landmark stream and its optimiser.</summary>
    /// <param name="recipe">The recipe of the training that is to follow.</param>
    /// <param name="epochs">Epochs, 1 to <see cref="MostEpochs"/>; the learning rate falls over them by the recipe's schedule.</param>
    /// <param name="dataset">Samples; Train is learnt from, and errors are measured on Valid where there is one.</param>
    /// <param name="teacher">Who knows the points.</param>
    /// <param name="host">Device, loader and clock.</param>
    /// <exception cref="ArbexException">The recipe does not hold together, or there is nothing to train on.</exception>
    public LandmarkPretraining(
        Recipe recipe, int epochs, IFaceDataset dataset, ILandmarkTeacher teacher, TrainerHost host)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(host);
        OptionCheck.InRange(epochs, 1, MostEpochs, "epochs");
        _recipe = recipe.Validated() with { Mixup = 0 };
        (_epochs, _dataset, _teacher, _host) = (epochs, dataset, teacher, host);
        _device = ComputeDevice.Parse(host.Device);
        if (dataset.Samples.Positions(DataSplit.Train) is { Length: < 2 } few)
        {
            throw TooFew(few.Length);
        }

        _unreadable = UnreadableList.For(host.Unreadable);
        _preparation = new AugmentedPreparation(_recipe.Preprocessing, _recipe.Augmentation);
        Seeding.Start(_recipe.Seed);
        _network = new LandmarkBackbone(_recipe.Network.Landmark with { Points = LandmarkPoints.Count });
        _network.to(_device);
        _optimizer = new AdamOptimizer(_network.parameters(), _recipe.Optimizer.WeightDecay);
    }

    /// <summary>Training faces whose points the teacher said; 0 before it was asked.</summary>
    public int Faces { get; private set; }

    /// <summary>Asks the teacher, then trains all epochs.</summary>
    /// <param name="progress">Told of questions, steps and epochs.</param>
    /// <param name="cancellation">Stops after the step at hand; the weights stay as they are then.</param>
    /// <exception cref="ArbexException">There are fewer than two faces to learn from.</exception>
    /// <exception cref="OperationCanceledException">The token stopped it.</exception>
    public IReadOnlyList<LandmarkEpoch> Run(
        Action<LandmarkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var train = _dataset.Samples.Positions(DataSplit.Train);
        var valid = _dataset.Samples.Positions(DataSplit.Valid);
        int[] asked = [.. train, .. valid];
        _targets.Ask(
            _dataset, asked, _teacher, _unreadable,
            done => progress?.Invoke(new(-1, (double)done / asked.Length, null)), cancellation);
        (train, valid) = (_targets.Known(train), _targets.Known(valid));
        Faces = train.Length;
        if (Faces < 2)
        {
            throw TooFew(Faces);
        }

        StartAtMeanFace(train);
        var loader = Loader(BatchOptions.ForTraining(_recipe));
        var validation = Loader(new BatchOptions { Preprocessing = _recipe.Preprocessing });
        var results = new List<LandmarkEpoch>();
        for (var epoch = 0; epoch < _epochs; epoch++)
        {
            var finished = Train(epoch, train, loader, progress, cancellation) with
            {
                ValidError = ErrorOn(valid, validation, cancellation),
            };
            results.Add(finished);
            progress?.Invoke(new(epoch + 1, 0, finished));
        }

        return results;
    }

    /// <summary>Writes the stream's weights, without its output layer, for the start of a training.</summary>
    /// <param name="path">A safetensors file; replaced where it exists.</param>
    /// <param name="metadata">Texts to keep in its header.</param>
    public void Save(string path, IReadOnlyDictionary<string, string> metadata)
    {
        var tensors = _network.state_dict()
            .Where(pair => !pair.Key.StartsWith(OutputLayer, StringComparison.Ordinal))
            .ToDictionary(pair => LandmarkBackbone.CheckpointPrefix + pair.Key, pair => pair.Value, StringComparer.Ordinal);
        SafeTensors.Write(path, tensors, metadata);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
    }

    private ArbexException TooFew(int faces) => new(
        $"{_dataset.Name} has {faces} training faces that can be read. Expected at least 2. Check the data folder.");

    private void StartAtMeanFace(int[] samples)
    {
        using var scope = NewDisposeScope();
        var (mean, deviation) = _targets.Spread(samples);
        _network.StartPointsAt(HostTensor.From(mean, Width), HostTensor.From(deviation, Width)); // [136]
    }

    private LandmarkEpoch Train(
        int epoch, int[] samples, BatchLoader loader, Action<LandmarkProgress>? progress, CancellationToken cancellation)
    {
        var started = _host.Time.GetTimestamp();
        var chosen = DataRefinement.SelectEpoch(
            _dataset.Samples, samples, _recipe.Refinement, _recipe.Seed, epoch);
        var batches = loader.CountOf(chosen.Length);
        var (sum, count) = (0.0, 0);
        _network.train();
        foreach (var batch in loader.Batches(chosen, _recipe.Seed, epoch, 0, cancellation))
        {
            Seeding.StartBatch(_recipe.Seed, epoch, batch.Number);
            var done = (double)batch.Number / batches;
            sum += Step(batch, epoch, _recipe.Optimizer.RateAt(epoch + done, _epochs)) * batch.Count;
            count += batch.Count;
            progress?.Invoke(new(epoch, done, null));
        }

        return new LandmarkEpoch(
            epoch + 1, sum / Math.Max(1, count), null, _host.Time.GetElapsedTime(started).TotalSeconds);
    }

    private double Step(FaceBatch batch, int epoch, double rate)
    {
        using var scope = NewDisposeScope();
        var targets = HostTensor.From(Targets(batch, epoch), batch.Count, Width).to(_device); // [B, 136]
        _optimizer.ZeroGradients();
        var loss = LandmarkPoints.Loss(_network.Locate(Images(batch)), targets);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
        {
            throw new ArbexException(
                $"The landmark loss became {value} in epoch {epoch + 1}. Lower optimizer.learningRate, or set "
                + "optimizer.gradientClip to 1.");
        }

        loss.backward();
        _optimizer.Step(rate, _recipe.Optimizer.GradientClip);
        return value;
    }

    /// <summary>[B x 136]: the teacher's points, moved as the faces of the batch were.</summary>
    private float[] Targets(FaceBatch batch, int epoch)
    {
        var points = new float[batch.Count * Width];
        for (var i = 0; i < batch.Count; i++)
        {
            var sample = batch.Samples[i];
            LandmarkPoints.Move(
                _targets.Of(sample), _preparation.InputToPicture(BatchMaker.RandomOf(_recipe.Seed, epoch, sample)),
                _recipe.Network.InputSize, points.AsSpan(i * Width, Width));
        }

        return points;
    }

    private BatchLoader Loader(BatchOptions batch) => new(_dataset, batch, _host.Loader, _unreadable, _host.Time);

    /// <summary>Null where there is no sample, or none whose eyes are apart.</summary>
    private double? ErrorOn(int[] samples, BatchLoader loader, CancellationToken cancellation)
    {
        var (sum, count) = (0.0, 0);
        _network.eval();
        foreach (var batch in loader.Batches(samples, _recipe.Seed, 0, 0, cancellation))
        {
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            var answers = _network.Locate(Images(batch)).cpu().data<float>().ToArray(); // [B x 136]
            for (var i = 0; i < batch.Count; i++)
            {
                var error = LandmarkPoints.Error(answers.AsSpan(i * Width, Width), _targets.Of(batch.Samples[i]));
                if (double.IsFinite(error))
                {
                    (sum, count) = (sum + error, count + 1); // eyes at one place have no distance to measure by
                }
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>[B, 3, S, S] with the channels last in memory, as the encoder shows them to the stream.</summary>
    private Tensor Images(FaceBatch batch)
    {
        var side = _recipe.Network.InputSize;
        return ChannelsLast.Of(
            HostTensor.From(batch.Pixels, batch.Count, ImageBuffer.Channels, side, side).to(_device)); // [B, 3, S, S]
    }
}
