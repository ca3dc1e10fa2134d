using System.Security.Cryptography;
using Arbex.Checkpoints;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Tests.Training;

/// <summary>A run that is stopped anywhere and resumed ends as one that was never stopped, byte for byte.</summary>
[Collection(nameof(SharedGenerator))]
public sealed class ResumeTests
{
    public static TheoryData<string> Recipes { get; } = [.. Variants.Keys];

    private static Dictionary<string, Recipe> Variants => new(StringComparer.Ordinal)
    {
        ["plain"] = Base,
        ["averaged, augmented, mixed up"] = Base with
        {
            WeightAverage = 0.9,
            Augmentation = Arbex.Imaging.FaceAugmentation.Light,
            Mixup = 0.3,
        },
        ["accumulated"] = Base with { BatchSize = 3, Optimizer = Base.Optimizer with { Accumulation = 2 } },
        ["sharpness-aware"] = Base with { Optimizer = Base.Optimizer with { SharpnessRadius = 0.05 } },
        ["plateau"] = Base with
        {
            Optimizer = Base.Optimizer with
            {
                Schedule = LearningRateSchedule.Plateau,
                PlateauPatience = 0,
                PlateauFactor = 0.1,
            },
        },
        ["bfloat16"] = Base with { Precision = ComputePrecision.BFloat16 },
    };

    private static Recipe Base => TinyNetwork.Recipe with { Epochs = 3, BatchSize = 6 };

    [Theory]
    [MemberData(nameof(Recipes))]
    public void A_run_that_is_stopped_after_every_few_batches_ends_with_the_same_files(string variant)
    {
        using var folder = new TemporaryRun();
        var recipe = Variants[variant];
        var unbroken = RunFolder.Create(folder["unbroken"], recipe);
        Assert.True(Run(recipe, unbroken, stopAfter: int.MaxValue));

        var broken = RunFolder.Create(folder["broken"], recipe);
        var stops = 0;
        while (!Run(recipe, broken, stopAfter: (stops % 3) + 1))
        {
            stops++;
        }

        Assert.True(stops >= 3, $"The run was stopped {stops} times.");
        Assert.Equal(Hash(unbroken.LastPath), Hash(broken.LastPath));
        Assert.Equal(Hash(unbroken.BestPath), Hash(broken.BestPath));
        Assert.Equal(
            unbroken.ReadMetrics().Select(Untimed), broken.ReadMetrics().Select(Untimed));
    }

    [Fact]
    public void A_run_that_is_told_to_stop_between_the_batches_of_one_step_ends_with_the_same_files()
    {
        using var folder = new TemporaryRun();
        var recipe = Base with { Epochs = 1, BatchSize = 2, Optimizer = Base.Optimizer with { Accumulation = 4 } };
        var unbroken = RunFolder.Create(folder["unbroken"], recipe);
        Assert.True(Run(recipe, unbroken, int.MaxValue));

        var broken = RunFolder.Create(folder["broken"], recipe);
        using (var stop = new CancellationTokenSource())
        {
            var loads = 0;
            // Eight batches of two, four to a step: picture 6 is in the third.
            var faces = new WatchedDataset(TinyNetwork.Faces(), _ => StopAfter(++loads, stop));
            using var trainer = new Trainer(recipe, faces, new TrainerHost
            {
                Folder = broken,
                Loader = new LoaderOptions { Workers = 1, BatchesAhead = 1 },
            });
            Assert.ThrowsAny<OperationCanceledException>(() => trainer.Run(stop.Token));
        }

        Assert.True(Run(recipe, broken, int.MaxValue));
        Assert.Equal(Hash(unbroken.LastPath), Hash(broken.LastPath));
        Assert.Equal(unbroken.ReadMetrics().Select(Untimed), broken.ReadMetrics().Select(Untimed));

        static void StopAfter(int loads, CancellationTokenSource stop)
        {
            if (loads == 6)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public void A_run_killed_between_its_two_checkpoints_still_ends_with_the_same_best_one()
    {
        using var folder = new TemporaryRun();
        var recipe = Base with { Epochs = 2 };
        var unbroken = RunFolder.Create(folder["unbroken"], recipe);
        Run(recipe, unbroken, int.MaxValue);

        // The state of the disk between both writes at the end of the last epoch: best is new, last is old.
        var broken = RunFolder.Create(folder["broken"], recipe);
        Assert.False(Run(recipe, broken, stopAfter: 5));
        File.Copy(unbroken.BestPath, broken.BestPath, overwrite: true);
        File.AppendAllText(folder["broken/metrics.jsonl"], "{\"epoch\":2,\"st");
        Assert.True(Run(recipe, broken, int.MaxValue));

        Assert.Equal(Hash(unbroken.BestPath), Hash(broken.BestPath));
        Assert.Equal(Hash(unbroken.LastPath), Hash(broken.LastPath));
        Assert.Equal([1, 2], broken.ReadMetrics().Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void A_last_checkpoint_is_written_inside_an_epoch_when_its_time_has_come()
    {
        using var folder = new TemporaryRun();
        var run = RunFolder.Create(folder["run"], Base);
        var seen = new List<int>();
        using var trainer = new Trainer(Base, TinyNetwork.Faces(), new TrainerHost
        {
            Folder = run,
            CheckpointInterval = TimeSpan.Zero,
            Progress = new Each(progress => seen.Add(File.Exists(run.LastPath) ? progress.Step : 0)),
        });
        trainer.Run(TestContext.Current.CancellationToken);
        Assert.Equal(1, seen[0]);
    }

    [Fact]
    public void A_file_whose_bytes_have_changed_is_refused()
    {
        using var folder = new TemporaryRun();
        var run = RunFolder.Create(folder["run"], Base);
        Run(Base, run, stopAfter: 2);
        var bytes = File.ReadAllBytes(run.LastPath);
        bytes[^100] ^= 1;
        File.WriteAllBytes(run.LastPath, bytes);

        var refused = Assert.Throws<CheckpointException>(() => Run(Base, run, int.MaxValue));
        Assert.Contains("checksum", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Trains, from the last checkpoint where there is one, until done or stopped.</summary>
    private static bool Run(Recipe recipe, RunFolder folder, int stopAfter)
    {
        using var stop = new CancellationTokenSource();
        var batches = 0;
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost
        {
            Folder = folder,
            ImitatesBFloat16 = true,
            Progress = new Each(progress =>
            {
                if (progress.Finished is null && ++batches >= stopAfter)
                {
                    stop.Cancel();
                }
            }),
        });
        if (File.Exists(folder.LastPath))
        {
            trainer.Resume(folder.LastPath);
        }

        try
        {
            trainer.Run(stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static EpochResult Untimed(EpochResult result) => result with
    {
        Seconds = 0,
        WaitSeconds = 0,
        TotalSeconds = 0,
        ResidentMebibytes = 0,
    };

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    private sealed class Each(Action<TrainingProgress> act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act(value);
    }
}
