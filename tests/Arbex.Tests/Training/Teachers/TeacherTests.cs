using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Networks;
using Arbex.Training;
using Arbex.Training.Teachers;
using static TorchSharp.torch;

namespace Arbex.Tests.Training.Teachers;

/// <summary>A teacher answers with the mean of its networks, is refused where it does not fit, and is learnt from.</summary>
[Collection(nameof(SharedGenerator))]
public sealed class TeacherTests : IDisposable
{
    private static readonly Recipe Distilled = TinyNetwork.Recipe with { Distillation = new() { Weight = 1 } };

    private readonly TemporaryRun _folder = new();
    private readonly IFaceDataset _faces = TinyNetwork.Faces();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Several_networks_answer_with_their_mean_and_leave_no_tensor()
    {
        var (first, second) = (Write("first", 1), Write("second", 2));
        using var both = Teacher.Load([first, second], CPU);
        using var one = Teacher.Load([first], CPU);
        using var other = Teacher.Load([second], CPU);
        using var images = randn(2, 3, 32, 32);
        using var scope = NewDisposeScope();
        var mean = one.Answer(images, ComputePrecision.Full).add(other.Answer(images, ComputePrecision.Full)).div(2);

        Assert.True(both.Answer(images, ComputePrecision.Full).sub(mean).abs().max().item<float>() < 1e-6);
        Assert.False(both.Answer(images, ComputePrecision.Full).requires_grad);
        TensorLeak.AssertNone(() => both.Answer(images, ComputePrecision.Full).Dispose());
    }

    [Fact]
    public void A_student_without_labels_of_its_own_comes_to_answer_as_its_teacher()
    {
        var path = Write("teacher", 1, sharp: true);
        using var teacher = Teacher.Load([path], CPU);
        using var trainer = new Trainer(Distilled with { Epochs = 30 }, _faces, new TrainerHost { Teacher = teacher });
        var epochs = trainer.Run(TestContext.Current.CancellationToken);

        // The teacher is random and names few expressions; the labels are balanced.
        var (master, _) = Checkpoint.Load(path);
        using var owned = master;
        var agreement = Answers(trainer.Network).Zip(Answers(master), (mine, other) => mine == other ? 1.0 : 0.0).Average();
        Assert.True(agreement > 0.9, $"agrees with its teacher on {agreement:p0}");
        Assert.True(epochs[^1].TrainAccuracy < 0.5, $"is right, by the labels, for {epochs[^1].TrainAccuracy:p0}");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.05, 0.4)]
    public void A_step_with_a_teacher_leaves_no_tensor_and_takes_sharpness_and_mixup(double radius, double mixup)
    {
        using var teacher = Teacher.Load([Write("teacher", 1)], CPU);
        var recipe = Distilled with { Mixup = mixup, Optimizer = Distilled.Optimizer with { SharpnessRadius = radius } };
        using var network = new ArbexNet(recipe.Network, 8);
        using var optimizer = new AdamOptimizer(network.parameters());
        using var step = new TrainingStep(network, optimizer, recipe, CPU, teacher: teacher);
        var loader = new BatchLoader(_faces, BatchOptions.ForTraining(recipe));
        TensorLeak.AssertNone(() =>
        {
            foreach (var batch in loader.Batches([0, 1, 2, 3, 4, 5, 6, 7], seed: 1, epoch: 0))
            {
                Assert.True(double.IsFinite(step.Run(batch, rate: 1e-3, trust: 1).Loss));
            }
        });
    }

    [Fact]
    public void A_run_with_a_teacher_that_is_stopped_and_resumed_ends_with_the_same_bytes()
    {
        using var teacher = Teacher.Load([Write("teacher", 1)], CPU);
        var recipe = Distilled with { Distillation = new() { Weight = 0.5, Temperature = 2 } };
        byte[] Train(string name, bool stop)
        {
            var folder = RunFolder.Create(_folder[name], recipe);
            var host = new TrainerHost { Teacher = teacher, Folder = folder };
            if (stop)
            {
                using var halt = new CancellationTokenSource();
                using var begun = new Trainer(recipe, _faces, host with { Progress = new Halt(halt) });
                Assert.ThrowsAny<OperationCanceledException>(() => begun.Run(halt.Token));
            }

            using var trainer = new Trainer(recipe, _faces, host);
            if (stop)
            {
                trainer.Resume(folder.LastPath);
            }

            trainer.Run(TestContext.Current.CancellationToken);
            return Weights(trainer.Network);
        }

        Assert.Equal(Train("whole", stop: false), Train("halves", stop: true));
    }

    [Fact]
    public void A_recipe_and_a_teacher_go_together()
    {
        using var teacher = Teacher.Load([Write("teacher", 1)], CPU);
        Refused("no teacher was given", Distilled, null);
        Refused("distillation.weight is 0", TinyNetwork.Recipe, teacher);
        var other = Distilled with { Preprocessing = Distilled.Preprocessing with { Grey = true } };
        Refused("\"grey\":true", other, teacher);

        void Refused(string why, Recipe recipe, Teacher? given) => Assert.Contains(
            why,
            Assert.Throws<ArbexException>(() => new Trainer(recipe, _faces, new TrainerHost { Teacher = given })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_cannot_teach_are_refused()
    {
        Assert.Throws<ArbexException>(() => Teacher.Load([], CPU));
        Assert.Throws<CheckpointException>(() => Teacher.Load([_folder["nowhere.safetensors"]], CPU));
        var message = Assert.Throws<ArbexException>(() => Teacher.Load([Write("half", 1, missing: 3)], CPU)).Message;
        Assert.Contains("lacks 3", message, StringComparison.Ordinal);
        using var other = Teacher.Load([Write("other", 1, labels: ["a", "b"])], CPU);
        message = Assert.Throws<ArbexException>(
            () => new Trainer(Distilled, _faces, new TrainerHost { Teacher = other })).Message;
        Assert.Contains("knows a, b", message, StringComparison.Ordinal);
    }

    /// <summary>A network as it starts, as if it had been trained.</summary>
    private string Write(string name, long seed, int missing = 0, string[]? labels = null, bool sharp = false)
    {
        labels ??= [.. _faces.Labels.Names];
        Seeding.Start(seed);
        using var network = new ArbexNet(TinyNetwork.Options, labels.Length);
        if (sharp)
        {
            using var noGradient = no_grad();
            foreach (var (_, parameter) in network.Balancer.named_parameters())
            {
                parameter.mul_(2);
            }
        }

        var path = _folder[$"{name}.safetensors"];
        Checkpoint.Write(path, network, new CheckpointInfo
        {
            Labels = [.. labels],
            Preprocessing = TinyNetwork.Recipe.Preprocessing,
            Options = TinyNetwork.Options,
            MissingTensors = missing,
        });
        return path;
    }

    private int[] Answers(ArbexNet network)
    {
        var predictions = ModelEvaluator.Predict(
            network, _faces, [.. Enumerable.Range(0, 16)], TinyNetwork.Recipe.Preprocessing, CPU,
            cancellation: TestContext.Current.CancellationToken);
        return [.. predictions.Final.Select(row => Array.IndexOf(row, row.Max()))];
    }

    private static byte[] Weights(ArbexNet network) =>
        [.. network.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.bytes.ToArray())];

    private sealed class Halt(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => source.Cancel();
    }
}
