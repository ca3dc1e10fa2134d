using System.Collections.Immutable;
using System.Diagnostics;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Trains a network by a recipe: refinement each epoch, steps, validation, checkpoints.</summary>
/// <remarks>
/// Paper section 4.3. Synchronous on purpose: gradient mode and dispose scopes belong to a thread. Every random choice
/// is a function of the recipe's seed and the epoch, so a resumed run ends as an unbroken one.
/// </remarks>
public sealed class Trainer : IDisposable
{
    private const double AnchorNormWarning = 1e3;

    private readonly Recipe _recipe;
    private readonly IFaceDataset _dataset;
    private readonly TrainerHost _host;
    private readonly Device _device;
    private readonly int[] _train;
    private readonly int[] _valid;
    private readonly ArbexNet _network;
    private readonly ArbexNet? _average;
    private readonly WeightAverage? _averaging;
    private readonly AdamOptimizer _optimizer;
    private readonly UnreadableList? _unreadable;
    private readonly BatchLoader _loader;
    private TrainingState.Counters _counters = new(0, 0, -1, 0);

    /// <summary>Builds the network and the optimiser.</summary>
    /// <param name="recipe">What to do; checked first.</param>
    /// <param name="dataset">Samples of all splits; Train is learnt from, Valid validated on where there is one.</param>
    /// <param name="host">Device, run folder, progress and time.</param>
    /// <exception cref="ArbexException">The recipe does not hold together, or there is nothing to train on.</exception>
    public Trainer(Recipe recipe, IFaceDataset dataset, TrainerHost host)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(host);
        _recipe = recipe.Validated();
        recipe.Network.Validated(dataset.Labels.Count);
        _dataset = dataset;
        _host = host;
        _device = ComputeDevice.Parse(host.Device);
        _train = dataset.Samples.Positions(DataSplit.Train);
        _valid = dataset.Samples.Positions(DataSplit.Valid);
        if (_train.Length < 2)
        {
            throw new ArbexException(
                $"{dataset.Name} has {_train.Length} training samples. Expected at least 2. Check the data folder.");
        }

        _unreadable = UnreadableList.For(host.Unreadable);
        _loader = new BatchLoader(dataset, BatchOptionsOf(recipe), host.Loader, _unreadable, host.Time);

        Seeding.Start(recipe.Seed);
        _network = new ArbexNet(recipe.Network, dataset.Labels.Count);
        host.Start?.Invoke(_network);
        _network.to(_device);
        if (recipe.FreezeLandmark)
        {
            foreach (var parameter in _network.Encoder.Landmark.parameters())
            {
                parameter.requires_grad = false;
            }
        }

        _optimizer = new AdamOptimizer(_network.parameters(), recipe.Optimizer.WeightDecay);
        if (recipe.WeightAverage > 0)
        {
            _average = new ArbexNet(recipe.Network, dataset.Labels.Count);
            _average.to(_device);
            _averaging = new WeightAverage(_network, _average, recipe.WeightAverage);
        }
    }

    /// <summary>The network whose answers count: the averaged one where the recipe averages.</summary>
    public ArbexNet Network => _average ?? _network;

    /// <summary>What a checkpoint of the current state says of itself.</summary>
    /// <param name="metrics">Metrics to keep, by name.</param>
    public CheckpointInfo Describe(IEnumerable<KeyValuePair<string, double>>? metrics = null) => new()
    {
        Labels = _dataset.Labels.Names,
        Preprocessing = _recipe.Preprocessing,
        Options = _recipe.Network,
        Recipe = _recipe,
        TrainedOn = _dataset.Name,
        Epoch = (int)_counters.Epoch,
        Metrics = (metrics ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    /// <summary>Goes on from the last checkpoint of a run folder.</summary>
    /// <param name="path">A checkpoint with training state.</param>
    /// <exception cref="CheckpointException">It cannot be read, or belongs to another recipe or dataset.</exception>
    public void Resume(string path)
    {
        var (tensors, _) = SafeTensors.Read(path);
        try
        {
            var info = Checkpoint.ReadInfo(path);
            if (!info.Labels.SequenceEqual(_dataset.Labels.Names, StringComparer.Ordinal))
            {
                throw new CheckpointException(
                    $"'{path}' was trained on the classes {string.Join(", ", info.Labels)}; the data has {_dataset.Labels}. "
                    + "Resume with the same data.");
            }

            if (info.Recipe is null || RecipeFile.ToJson(info.Recipe) != RecipeFile.ToJson(_recipe))
            {
                throw new CheckpointException(
                    $"'{path}' was trained by another recipe. Resume with the run folder's own recipe.json.");
            }

            Checkpoint.Fill(path, _network, tensors);
            _counters = TrainingState.Unpack(path, tensors, _optimizer, _average);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }
        }
    }

    /// <summary>Trains until the recipe's epochs are done or the token stops it; each epoch ends with a checkpoint.</summary>
    /// <param name="cancellation">
    /// Stops between steps; the checkpoint of the last whole epoch stays, and a resumed run repeats the broken epoch.
    /// </param>
    /// <returns>The results of the epochs trained in this call.</returns>
    public IReadOnlyList<EpochResult> Run(CancellationToken cancellation = default)
    {
        var results = new List<EpochResult>();
        while (_counters.Epoch < _recipe.Epochs)
        {
            cancellation.ThrowIfCancellationRequested();
            var result = TrainEpoch((int)_counters.Epoch, cancellation);
            results.Add(result);
            _host.Folder?.Append(result);
            WarnOfAnchors(result);
        }

        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _averaging?.Dispose();
        _average?.Dispose();
        _optimizer.Dispose();
        _network.Dispose();
    }

    private EpochResult TrainEpoch(int epoch, CancellationToken cancellation)
    {
        Seeding.StartEpoch(_recipe.Seed, epoch);
        var started = _host.Time.GetTimestamp();
        var chosen = DataRefinement.SelectEpoch(_dataset.Samples, _train, _recipe.Refinement, _recipe.Seed, epoch);
        var (waited, leftOut) = (_loader.Waited, _loader.LeftOut);
        var steps = (chosen.Length + _recipe.BatchSize - 1) / _recipe.BatchSize;
        var step = new TrainingStep(_network, _optimizer, _recipe, _device);
        var sums = new EpochSums();
        var rate = 0.0;
        TrainMode();
        foreach (var batch in _loader.Batches(chosen, _recipe.Seed, epoch, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            var progress = epoch + ((double)sums.Steps / steps);
            rate = _recipe.Optimizer.RateAt(progress, _recipe.Epochs);
            var result = step.Run(batch, rate, trust: progress / _recipe.Epochs);
            if (!double.IsFinite(result.Loss))
            {
                throw new ArbexException(
                    $"The loss became {result.Loss} at step {_counters.Step + 1} of epoch {epoch + 1}. Lower "
                    + "optimizer.learningRate, or set optimizer.gradientClip to 1.");
            }

            sums.Add(result);
            _counters = _counters with { Step = _counters.Step + 1 };
            _averaging?.Update((long)_counters.Step);
            Report(epoch, sums, steps, started, null);
        }

        if (sums.Steps == 0)
        {
            throw new ArbexException(
                $"Not one of the {chosen.Length} training pictures of {_dataset.Name} could be read. Check the data folder.");
        }

        _network.Balancer.Trust = 1;
        var seconds = _host.Time.GetElapsedTime(started).TotalSeconds;
        _counters = _counters with { Epoch = epoch + 1, Seconds = _counters.Seconds + seconds };
        var finished = Finish(sums, rate, seconds, cancellation) with
        {
            WaitSeconds = (_loader.Waited - waited).TotalSeconds,
            Unreadable = _loader.LeftOut - leftOut,
        };
        Report(epoch, sums, steps, started, finished);
        return finished;
    }

    private EpochResult Finish(EpochSums sums, double rate, double seconds, CancellationToken cancellation)
    {
        PredictionSet? predictions = null;
        if (_valid.Length > 0)
        {
            predictions = ModelEvaluator.Predict(
                Network, _dataset, _valid, _recipe.Preprocessing, _device, _host.Loader, _unreadable, cancellation);
            predictions = predictions.Labels.Length > 0 ? predictions : null; // none could be read
        }

        var accuracy = predictions?.Accuracy(predictions.Final);
        var result = new EpochResult
        {
            Epoch = (int)_counters.Epoch,
            Steps = (long)_counters.Step,
            LearningRate = rate,
            Loss = sums.Mean(sums.Loss),
            ClassLoss = sums.Mean(sums.Class),
            AnchorLoss = sums.Mean(sums.Anchor),
            CenterLoss = sums.Mean(sums.Center),
            TrainAccuracy = sums.Accuracy,
            ValidAccuracy = accuracy,
            ValidPrimaryAccuracy = predictions?.Accuracy(predictions.Primary),
            Seconds = seconds,
            TotalSeconds = _counters.Seconds,
            ResidentMebibytes = Process.GetCurrentProcess().WorkingSet64 / (1024.0 * 1024),
            LargestAnchorNorm = LargestAnchorNorm(),
        };
        Save(accuracy);
        return result;
    }

    /// <summary>Writes last.safetensors with the training state, and best.safetensors where validation improved.</summary>
    private void Save(double? accuracy)
    {
        if (_host.Folder is null)
        {
            return;
        }

        var improved = accuracy is null || accuracy > _counters.BestAccuracy;
        _counters = _counters with { BestAccuracy = Math.Max(_counters.BestAccuracy, accuracy ?? -1) };
        var info = Describe(accuracy is { } value ? [KeyValuePair.Create("valid.final.accuracy", value)] : null);
        var state = TrainingState.Pack(_optimizer, _average, _counters);
        Checkpoint.Write(_host.Folder.LastPath, _network, info, state);
        state[TrainingState.CounterKey].Dispose();
        if (improved)
        {
            Checkpoint.Write(_host.Folder.BestPath, Network, info);
        }
    }

    private static BatchOptions BatchOptionsOf(Recipe recipe) => new()
    {
        Preprocessing = recipe.Preprocessing,
        Augmentation = recipe.Augmentation,
        BatchSize = recipe.BatchSize,
        DropSingle = true,
        Mixup = recipe.Mixup,
        SampleOneLabel = recipe.Data.SampleOneLabel,
    };

    private void TrainMode()
    {
        _network.train();
        if (_recipe.FreezeLandmark)
        {
            _network.Encoder.Landmark.eval();
        }
    }

    private void Report(int epoch, EpochSums sums, int steps, long started, EpochResult? finished)
    {
        var seconds = _host.Time.GetElapsedTime(started).TotalSeconds;
        _host.Progress?.Report(new TrainingProgress
        {
            Epoch = epoch,
            Epochs = _recipe.Epochs,
            Step = sums.Steps,
            Steps = steps,
            Loss = sums.Mean(sums.Loss),
            TrainAccuracy = sums.Accuracy,
            SamplesPerSecond = sums.Samples / Math.Max(seconds, 1e-9),
            Finished = finished,
        });
    }

    private double? LargestAnchorNorm()
    {
        if (_network.Balancer.Anchors is not { } anchors)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        return anchors.detach().Squared().sum(-1).max().sqrt().item<float>();
    }

    private void WarnOfAnchors(EpochResult result)
    {
        if (result.LargestAnchorNorm > AnchorNormWarning)
        {
            _host.Warning?.Invoke(
                $"An anchor has grown to a norm of {result.LargestAnchorNorm:g4} after epoch {result.Epoch}: the anchor loss "
                + "dominates. Set loss.anchorForm to hinge, or lower loss.anchorWeight.");
        }
    }
}
