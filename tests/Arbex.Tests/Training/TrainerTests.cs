using System.Security.Cryptography;
using System.Text.Json;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Data.Packing;
using Arbex.Evaluation;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Tests.Training;

[Collection(nameof(SharedGenerator))]
public sealed class TrainerTests
{
    [Fact]
    public void Sixteen_faces_are_learnt_by_heart()
    {
        var faces = TinyNetwork.Faces(16);
        using var trainer = new Trainer(TinyNetwork.Recipe with { Epochs = 40 }, faces, new TrainerHost());

        var epochs = trainer.Run(TestContext.Current.CancellationToken);

        Assert.True(epochs[^1].Loss < epochs[0].Loss / 2, $"loss went from {epochs[0].Loss:f3} to {epochs[^1].Loss:f3}");
        var train = Enumerable.Range(0, 16).ToArray();
        Assert.All(train, i => Assert.Equal(Arbex.Data.DataSplit.Train, faces.Samples[i].Split));
        var predictions = ModelEvaluator.Predict(
            trainer.Network, faces, train, TinyNetwork.Recipe.Preprocessing, CPU,
            cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(1, predictions.Accuracy(predictions.Final));
    }

    [Fact]
    public void Two_runs_with_one_seed_end_with_the_same_bytes_and_another_seed_with_others()
    {
        Assert.Equal(Train(seed: 5), Train(seed: 5));
        Assert.NotEqual(Train(seed: 5), Train(seed: 6));
    }

    [Theory]
    [InlineData(Arbex.Data.DataSplit.Test, "has no test samples")]
    [InlineData(Arbex.Data.DataSplit.Valid, null)]
    [InlineData(null, null)]
    public void A_part_that_cannot_choose_the_epoch_is_told_of(Arbex.Data.DataSplit? selectOn, string? told)
    {
        var warnings = new List<string>();
        var recipe = TinyNetwork.Recipe with { Data = new() { SelectOn = selectOn } };
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost { Warning = warnings.Add });
        if (told is null)
        {
            Assert.Empty(warnings);
        }
        else
        {
            Assert.Contains(told, Assert.Single(warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Neither_workers_nor_a_pack_change_a_weight()
    {
        using var folder = new TemporaryRun();
        var faces = TinyNetwork.Faces();
        PackWriter.Write(faces, folder["faces.pack"]);
        using var packed = PackedDataset.Open(faces, folder["faces.pack"]);
        var loader = new LoaderOptions { Workers = 3, BatchesAhead = 2 };
        Assert.Equal(Train(seed: 5, mixup: 0.3), Train(seed: 5, mixup: 0.3, packed, loader));
        Assert.NotEqual(Train(seed: 5, mixup: 0.3), Train(seed: 5));
    }

    [Fact]
    public void An_epoch_tells_how_long_it_waited_and_what_it_left_out()
    {
        using var folder = new TemporaryRun();
        var faces = TinyNetwork.Faces();
        var valid = faces.Samples.Positions(Arbex.Data.DataSplit.Valid)[0];
        var watched = new WatchedDataset(faces, before: i => Refuse(i, 3, valid));
        var told = new List<string>();
        var run = RunFolder.Create(folder["run"], TinyNetwork.Recipe);
        using var trainer = new Trainer(
            TinyNetwork.Recipe, watched, new TrainerHost { Folder = run, Unreadable = told.Add });
        var epochs = trainer.Run(TestContext.Current.CancellationToken);

        Assert.All(epochs, epoch => Assert.Equal(1, epoch.Unreadable));
        Assert.All(epochs, epoch => Assert.InRange(epoch.WaitSeconds, 1e-9, epoch.Seconds));
        Assert.Equal(["picture 3 is broken", $"picture {valid} is broken"], told);
        Assert.Equal(epochs.Select(epoch => epoch.WaitSeconds), run.ReadMetrics().Select(epoch => epoch.WaitSeconds));
    }

    [Fact]
    public void Metrics_written_before_waiting_was_measured_can_be_read()
    {
        const string Line =
            """
            {"epoch":1,"steps":2,"learningRate":0.1,"loss":1,"classLoss":1,"anchorLoss":0,"centerLoss":0,
             "trainAccuracy":0.5,"validAccuracy":0.5,"seconds":3,"totalSeconds":3,"residentMebibytes":100}
            """;
        var result = JsonSerializer.Deserialize<EpochResult>(Line, ArbexJson.Options)!;
        Assert.Equal((0, null), (result.WaitSeconds, result.ValidLoss));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void A_resumed_run_ends_with_the_same_bytes_as_an_unbroken_one(double weightAverage)
    {
        using var folder = new TemporaryRun();
        var recipe = TinyNetwork.Recipe with
        {
            Epochs = 4,
            WeightAverage = weightAverage,
            Augmentation = Arbex.Imaging.FaceAugmentation.Light,
        };
        var unbroken = RunFolder.Create(folder["unbroken"], recipe);
        using (var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost { Folder = unbroken }))
        {
            trainer.Run(TestContext.Current.CancellationToken);
        }

        var broken = RunFolder.Create(folder["broken"], recipe);
        using (var stop = new CancellationTokenSource())
        using (var trainer = new Trainer(
            recipe, TinyNetwork.Faces(), new TrainerHost { Folder = broken, Progress = new StopIn(stop, epoch: 2, step: 1) }))
        {
            Assert.Throws<OperationCanceledException>(() => trainer.Run(stop.Token));
        }

        using (var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost { Folder = broken }))
        {
            trainer.Resume(broken.LastPath);
            Assert.Equal(2, trainer.Run(TestContext.Current.CancellationToken).Count);
        }

        Assert.Equal(Hash(unbroken.LastPath, weightsOnly: true), Hash(broken.LastPath, weightsOnly: true));
        Assert.Equal([1, 2, 3, 4], broken.ReadMetrics().Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void A_run_is_not_resumed_with_another_recipe()
    {
        using var folder = new TemporaryRun();
        var recipe = TinyNetwork.Recipe with { Epochs = 1 };
        var run = RunFolder.Create(folder["run"], recipe);
        using (var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost { Folder = run }))
        {
            trainer.Run(TestContext.Current.CancellationToken);
        }

        using var other = new Trainer(recipe with { BatchSize = 4 }, TinyNetwork.Faces(), new TrainerHost());
        Assert.Contains("another recipe", Assert.Throws<CheckpointException>(() => other.Resume(run.LastPath)).Message);
        Assert.Throws<ArbexException>(() => RunFolder.Create(folder["run"], recipe));
        Assert.Contains("no training state", Assert.Throws<CheckpointException>(() => Resumed(recipe, run.BestPath)).Message);
    }

    [Fact]
    public void A_checkpoint_predicts_what_the_trained_network_predicted()
    {
        using var folder = new TemporaryRun();
        var faces = TinyNetwork.Faces();
        var run = RunFolder.Create(folder["run"], TinyNetwork.Recipe);
        using var trainer = new Trainer(TinyNetwork.Recipe, faces, new TrainerHost { Folder = run });
        trainer.Run(TestContext.Current.CancellationToken);

        var (network, info) = Checkpoint.Load(run.LastPath);
        using (network)
        {
            Assert.Equal(faces.Labels.Names, info.Labels);
            Assert.Equal(2, info.Epoch);
            int[] samples = [0, 5, 20];
            var before = ModelEvaluator.Predict(trainer.Network, faces, samples, info.Preprocessing, CPU);
            var after = ModelEvaluator.Predict(network, faces, samples, info.Preprocessing, CPU);
            Assert.Equal(before.Final.SelectMany(row => row), after.Final.SelectMany(row => row));
        }
    }

    [Fact]
    public void The_last_checkpoint_answers_with_the_averaged_weights_and_was_chosen_by_nothing()
    {
        using var folder = new TemporaryRun();
        var recipe = TinyNetwork.Recipe with { WeightAverage = 0.9, Epochs = 1 };
        var run = RunFolder.Create(folder["run"], recipe);
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost { Folder = run });
        trainer.Run(TestContext.Current.CancellationToken);

        var (last, info) = Checkpoint.Load(run.LastPath);
        var (best, chosen) = Checkpoint.Load(run.BestPath);
        using (last)
        using (best)
        {
            using var scope = NewDisposeScope();
            Assert.All(best.state_dict(), pair => Assert.True(pair.Value.eq(last.state_dict()[pair.Key]).all().item<bool>(), pair.Key));
        }

        Assert.Equal(DataSplit.Valid, chosen.SelectedOn);
        Assert.Null(info.SelectedOn);
        Assert.Contains("no accuracy decided", ModelSelection.Of(info, "Generated faces", DataSplit.Valid).Description);
    }

    [Fact]
    public void Answers_that_are_no_numbers_after_the_last_step_stop_the_run_with_advice()
    {
        // One step an epoch: no further batch shows what it did.
        var recipe = TinyNetwork.Recipe with { Optimizer = new() { LearningRate = 1e30 }, BatchSize = 64 };
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost());
        var stopped = Assert.Throws<ArbexException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.Contains("after epoch 1", stopped.Message);
        Assert.Contains("learningRate", stopped.Message);
    }

    [Fact]
    public void A_step_of_fewer_batches_than_asked_for_counts_as_their_mean()
    {
        // One batch an epoch: divided by the 4 that were asked for it would be a quarter, which Adam's epsilon shows in the last digits.
        var recipe = TinyNetwork.Recipe with { BatchSize = 64, Epochs = 3 };
        Assert.Equal(Trained(recipe), Trained(recipe with { Optimizer = recipe.Optimizer with { Accumulation = 4 } }));
    }

    [Fact]
    public void Class_weights_are_those_of_what_epochs_draw()
    {
        // Epochs of one face a class are balanced already: weights on top would count rare classes double.
        var recipe = TinyNetwork.Recipe with { Refinement = new() { PerClass = 1 } };
        var all = TinyNetwork.Faces(32);
        var rare = all.Samples.Positions(DataSplit.Train).Where(i => all.Samples.LabelOf(i) == 0).Skip(1);
        var faces = new DatasetSubset(all, Enumerable.Range(0, all.Samples.Count).Except(rare));
        Assert.Equal(
            Trained(recipe, faces),
            Trained(recipe with { Loss = recipe.Loss with { ClassWeighting = Arbex.Losses.ClassWeighting.InverseFrequency } }, faces));
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_run_with_advice()
    {
        var recipe = TinyNetwork.Recipe with { Optimizer = new() { LearningRate = 1e30 }, Epochs = 5 };
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost());
        Assert.Contains("learningRate", Assert.Throws<ArbexException>(() => trainer.Run()).Message);
    }

    private static void Resumed(Recipe recipe, string path)
    {
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost());
        trainer.Resume(path);
    }

    private static void Refuse(int index, params ReadOnlySpan<int> broken)
    {
        if (broken.Contains(index))
        {
            throw new ArbexException($"picture {index} is broken");
        }
    }

    private static string Trained(Recipe recipe, IFaceDataset? faces = null)
    {
        using var folder = new TemporaryRun();
        var run = RunFolder.Create(folder["run"], recipe);
        using var trainer = new Trainer(recipe, faces ?? TinyNetwork.Faces(), new TrainerHost { Folder = run });
        trainer.Run(TestContext.Current.CancellationToken);
        return Hash(run.LastPath, weightsOnly: true);
    }

    private static string Train(
        long seed, double mixup = 0, Arbex.Data.IFaceDataset? faces = null, LoaderOptions? loader = null)
    {
        using var folder = new TemporaryRun();
        var recipe = TinyNetwork.Recipe with
        {
            Seed = seed,
            Augmentation = Arbex.Imaging.FaceAugmentation.Light,
            Mixup = mixup,
        };
        var run = RunFolder.Create(folder["run"], recipe);
        using var trainer = new Trainer(
            recipe, faces ?? TinyNetwork.Faces(), new TrainerHost { Folder = run, Loader = loader ?? new() });
        trainer.Run();
        return Hash(run.LastPath, weightsOnly: true);
    }

    /// <summary>Hash of all tensors but the counters, which hold the seconds that the run took.</summary>
    private static string Hash(string path, bool weightsOnly)
    {
        var (tensors, _) = SafeTensors.Read(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!weightsOnly || name != "training.counters")
            {
                hash.AppendData(tensor.bytes);
            }

            tensor.Dispose();
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private sealed class StopIn(CancellationTokenSource stop, int epoch, int step) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch == epoch && value.Step == step)
            {
                stop.Cancel();
            }
        }
    }
}
