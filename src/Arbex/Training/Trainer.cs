using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Losses;
using Arbex.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Trains a network by a recipe: refinement each epoch, steps, validation, checkpoints.</summary>
/// <remarks>
/// Paper section 4.3. Synchronous on purpose: gradient mode and dispose scopes belong to a thread. Every random choice
/// is a function of the recipe's seed, the epoch and the batch, so a run that is stopped anywhere and resumed ends as an
/// unbroken one.
/// </remarks>
public sealed class Trainer : IDisposable
{
    private readonly Recipe _recipe;
    private readonly IFaceDataset _dataset;
    private readonly TrainerHost _host;
    private readonly Device _device;
    private readonly int[] _train;
    private readonly ArbexNet _network;
    private readonly ArbexNet? _average;
    private readonly WeightAverage? _averaging;
    private readonly AdamOptimizer _optimizer;
    private readonly TrainingStep _step;
    private readonly BatchLoader _loader;
    private readonly EpochValidation _validation;
    private readonly RunWriter? _writer;
    private TrainingState _state = TrainingState.Start;
    private double _secondsBefore;

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
        TrainerChecks.Memory(recipe, host);
        TrainerChecks.Teacher(recipe, dataset, host);
        _dataset = dataset;
        _host = host;
        _device = ComputeDevice.Parse(host.Device);
        Precision = TrainerChecks.PossiblePrecision(recipe, host, _device);
        _train = dataset.Samples.Positions(DataSplit.Train);
        if (_train.Length < 2)
        {
            throw new ArbexException(
                $"{dataset.Name} has {_train.Length} training samples. Expected at least 2. Check the data folder.");
        }

        var classWeights = recipe.Loss.WeighsClasses ? ClassWeights(recipe, dataset) : null;
        var unreadable = UnreadableList.For(host.Unreadable);
        _loader = new BatchLoader(dataset, BatchOptions.ForTraining(recipe), host.Loader, unreadable, host.Time);

        Seeding.Start(recipe.Seed);
        _network = new ArbexNet(recipe.Network, dataset.Labels.Count);
        host.Start?.Invoke(_network);
        _network.to(_device);
        _optimizer = new AdamOptimizer(
            ParameterGrouping.Apply(_network, recipe.ParameterGroups, recipe.Optimizer.WeightDecay));
        _step = new TrainingStep(_network, _optimizer, recipe with { Precision = Precision }, _device, classWeights, host.Teacher);
        if (recipe.WeightAverage > 0)
        {
            _average = new ArbexNet(recipe.Network, dataset.Labels.Count);
            _average.to(_device);
            _averaging = new WeightAverage(_network, _average, recipe.WeightAverage);
        }

        _validation = new EpochValidation(Network, dataset, recipe, host, _device, unreadable);
        if (recipe.Data.SelectOn is { } part && !_validation.IsPossible)
        {
            host.Warning?.Invoke(
                $"{dataset.Name} has no {part.ToString().ToLowerInvariant()} samples to choose the best epoch on "
                + "(data.selectOn): the last one is kept.");
        }

        if (recipe.Optimizer.Schedule == LearningRateSchedule.Plateau && !_validation.IsPossible)
        {
            host.Warning?.Invoke(
                $"{dataset.Name} has nothing to validate on after each epoch (data.selectOn), so that the plateau schedule never lowers the "
                + "rate. Let data.validationShare hold samples out, or set optimizer.schedule to cosine.");
        }

        _writer = host.Folder is not { } folder ? null : new RunWriter(
            new RunCheckpoints(folder, _optimizer, _network, _average), new TensorBoardEvents(folder.EventsPath),
            host.Time, host.CheckpointInterval);
    }

    /// <summary>The network whose answers count: the averaged one where the recipe averages.</summary>
    public ArbexNet Network => _average ?? _network;

    /// <summary>In what numbers the encoder computes: the recipe's, or float32 where the device lacks them.</summary>
    public ComputePrecision Precision { get; }

    /// <summary>What a checkpoint of the current state says of itself.</summary>
    /// <param name="metrics">Metrics to keep, by name.</param>
    public CheckpointInfo Describe(IEnumerable<KeyValuePair<string, double>>? metrics = null) => new()
    {
        Labels = _dataset.Labels.Names,
        Preprocessing = _recipe.Preprocessing,
        Options = _recipe.Network,
        Recipe = _recipe,
        TrainedOn = _dataset.Name,
        SelectedOn = _validation.IsPossible ? _recipe.Data.SelectOn : null,
        Epoch = _state.Epoch,
        Metrics = (metrics ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    /// <summary>Goes on from the last checkpoint of a run folder.</summary>
    /// <param name="path">A checkpoint with training state.</param>
    /// <exception cref="CheckpointException">It cannot be read, or belongs to another recipe or dataset.</exception>
    public void Resume(string path)
    {
        _state = RunCheckpoints.Resume(path, _recipe, _dataset.Labels, _optimizer, _network, _average);
        _host.Folder?.KeepMetrics(_state.Epoch);
        _secondsBefore = _host.Folder?.ReadMetrics().Sum(epoch => epoch.Seconds) ?? 0;
    }

    /// <summary>Trains until the recipe's epochs are done or the token stops it.</summary>
    /// <param name="cancellation">Stops after the batch at hand; a checkpoint is written, and a resumed run goes on with the
    /// next batch.</param>
    /// <returns>The results of the epochs finished in this call.</returns>
    /// <exception cref="OperationCanceledException">The token stopped the run.</exception>
    public IReadOnlyList<EpochResult> Run(CancellationToken cancellation = default)
    {
        if (_host.Memory is { } memory)
        {
            _step.Remember(memory); // only now are the weights those of a resumed run
        }

        var results = new List<EpochResult>();
        while (_state.Epoch < _recipe.Epochs)
        {
            try
            {
                results.Add(TrainEpoch(cancellation));
            }
            catch (OperationCanceledException)
            {
                _writer?.SaveLast(() => Describe(), _state);
                throw;
            }
        }

        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _averaging?.Dispose();
        _average?.Dispose();
        _step.Dispose();
        _optimizer.Dispose();
        _network.Dispose();
    }

    private EpochResult TrainEpoch(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var epoch = _state.Epoch;
        var sums = _state.Sums;
        _writer?.StartEpoch();
        var watch = new EpochWatch(_host.Time, sums, _loader);
        var chosen = DataRefinement.SelectEpoch(_dataset.Samples, _train, _recipe.Refinement, _recipe.Seed, epoch);
        var batches = _loader.CountOf(chosen.Length);
        ParameterGrouping.TrainMode(_network, _recipe.ParameterGroups);
        try
        {
            var pending = 0;
            // A stop between the batches of one step would leave their traces in the norms' statistics, and a resumed run repeats them.
            var between = _recipe.Optimizer.Accumulation > 1 ? CancellationToken.None : cancellation;
            foreach (var batch in _loader.Batches(chosen, _recipe.Seed, epoch, sums.Batches, between))
            {
                Seeding.StartBatch(_recipe.Seed, epoch, batch.Number);
                var result = _step.Accumulate(batch, TrustAt(epoch, batch.Number, batches), isFirst: pending == 0);
                CheckLoss(result.Loss, epoch);
                sums.Add(result);
                pending++;
                if (pending == _recipe.Optimizer.Accumulation || batch.Number == batches - 1)
                {
                    Apply(epoch, batch.Number, batches, pending);
                    pending = 0;
                    watch.CountUnreadable();
                    watch.Update();
                    _writer?.SaveSometimes(() => Describe(), _state);
                    Report(watch, batches, null);
                    cancellation.ThrowIfCancellationRequested(); // only here: gradients of half a step are not kept
                }
            }

            if (pending > 0)
            {
                Apply(epoch, batches - 1, batches, pending); // the last batch was left out
            }

            watch.CountUnreadable();
        }
        finally
        {
            watch.Update();
        }

        if (sums.Samples == 0)
        {
            throw new ArbexException(
                $"Not one of the {chosen.Length} training pictures of {_dataset.Name} could be read. Check the data folder.");
        }

        sums.Batches = batches;
        _network.Balancer.Trust = 1;
        var finished = Finish(sums, RateAt(epoch, batches - 1, batches), cancellation);
        Report(watch, batches, finished);
        return finished;
    }

    /// <summary>By the classes of what an epoch draws.</summary>
    private float[]? ClassWeights(Recipe recipe, IFaceDataset dataset)
    {
        var drawn = DataRefinement.SelectEpoch(dataset.Samples, _train, recipe.Refinement, recipe.Seed, epoch: 0);
        return ClassWeightsOf.Compute(recipe.Loss, dataset.Labels, dataset.Samples.CountClasses(drawn, dataset.Labels.Count));
    }

    private void Apply(int epoch, int batch, int batches, int accumulated)
    {
        _step.Apply(RateAt(epoch, batch, batches), accumulated);
        _state = _state with { Step = _state.Step + 1 };
        _averaging?.Update(_state.Step);
        _state.Sums.Batches = batch + 1;
    }

    private EpochResult Finish(EpochSums sums, double rate, CancellationToken cancellation)
    {
        var result = _validation.Run(new EpochResult
        {
            Epoch = _state.Epoch + 1,
            Steps = _state.Step,
            LearningRate = rate,
            Loss = sums.Mean(sums.Loss),
            ClassLoss = sums.Mean(sums.Class),
            AnchorLoss = sums.Mean(sums.Anchor),
            CenterLoss = sums.Mean(sums.Center),
            TrainAccuracy = sums.Accuracy,
            Seconds = sums.Seconds,
            WaitSeconds = sums.WaitSeconds,
            Unreadable = sums.Unreadable,
            TotalSeconds = _secondsBefore + sums.Seconds,
            ResidentMebibytes = Environment.WorkingSet / (1024.0 * 1024),
            LargestAnchorNorm = AnchorNorms.Largest(_network.Balancer),
        }, cancellation);
        var isBest = _state.IsBest(result);
        _state = _state.After(result, _recipe.Optimizer);
        _secondsBefore = result.TotalSeconds;
        var info = Describe(result.ValidAccuracy is { } value ? [KeyValuePair.Create("valid.final.accuracy", value)] : null);
        _writer?.FinishEpoch(result, isBest, info, _state);
        if (AnchorNorms.WarningOf(result) is { } warning)
        {
            _host.Warning?.Invoke(warning);
        }

        return result;
    }

    private double RateAt(int epoch, int batch, int batches) =>
        _recipe.Optimizer.RateAt(epoch + ((double)batch / batches), _recipe.Epochs) * _state.Plateau.Factor;

    private double TrustAt(int epoch, int batch, int batches) => (epoch + ((double)batch / batches)) / _recipe.Epochs;

    private void CheckLoss(double loss, int epoch)
    {
        if (!double.IsFinite(loss))
        {
            throw new ArbexException(
                $"The loss became {loss} at step {_state.Step + 1} of epoch {epoch + 1}. Lower optimizer.learningRate, or set "
                + "optimizer.gradientClip to 1.");
        }
    }

    private void Report(EpochWatch watch, int batches, EpochResult? finished)
    {
        var sums = watch.Sums;
        _host.Progress?.Report(new TrainingProgress
        {
            Epoch = finished is null ? _state.Epoch : _state.Epoch - 1,
            Epochs = _recipe.Epochs,
            Step = sums.Batches,
            Steps = batches,
            Loss = sums.Mean(sums.Loss),
            TrainAccuracy = sums.Accuracy,
            SamplesPerSecond = sums.Samples / Math.Max(sums.Seconds, 1e-9),
            Finished = finished,
        });
    }
}
