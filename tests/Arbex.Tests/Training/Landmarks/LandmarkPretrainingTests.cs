using Arbex.Checkpoints.Import;
using Arbex.Data;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Tests.Data;
using Arbex.Training;
using Arbex.Training.Landmarks;

namespace Arbex.Tests.Training.Landmarks;

[Collection(nameof(SharedGenerator))]
public sealed class LandmarkPretrainingTests
{
    private static readonly Recipe Recipe = TinyNetwork.Recipe with
    {
        Augmentation = new() { FlipProbability = 0.5, TranslateFraction = 0.1 },
        BatchSize = 8,
        Optimizer = TinyNetwork.Recipe.Optimizer with { Schedule = LearningRateSchedule.Cosine },
    };

    [Fact]
    public void The_stream_learns_to_point_where_the_teacher_points()
    {
        using var pretraining = new LandmarkPretraining(
            Recipe, 20, new SpotFaces(TinyNetwork.Faces(perCharacter: 96)), new SpotTeacher(), new TrainerHost());
        var epochs = pretraining.Run(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 20), epochs.Select(epoch => epoch.Epoch));
        Assert.True(epochs[^1].Loss < 0.4 * epochs[0].Loss, $"loss {epochs[0].Loss} to {epochs[^1].Loss}");
        Assert.True(
            epochs[^1].ValidError < 0.5 * epochs[0].ValidError, $"error {epochs[0].ValidError} to {epochs[^1].ValidError}");
    }

    [Fact]
    public void What_is_saved_fills_the_landmark_stream_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "landmarks.safetensors");
        using var pretraining = Pretraining(epochs: 1, new SpotTeacher());
        pretraining.Run(cancellation: TestContext.Current.CancellationToken);
        pretraining.Save(path, new Dictionary<string, string>());

        using var network = new ArbexNet(TinyNetwork.Options, 8);
        using var file = WeightFile.Open(path);
        var report = WeightImport.Fill(network, [file]);
        Assert.All(report.Parts, part => Assert.Equal(part.Name == "encoder.landmark" ? part.Total : 0, part.Filled));
        Assert.Empty(report.Files.SelectMany(imported => imported.Unused));
        Assert.Empty(report.Notes);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_does_not()
    {
        using var folder = new TemporaryFolder();
        byte[] Bytes(long seed)
        {
            var path = Path.Combine(folder.FullName, "landmarks.safetensors");
            using var pretraining = Pretraining(epochs: 2, new SpotTeacher(), seed);
            pretraining.Run(cancellation: TestContext.Current.CancellationToken);
            pretraining.Save(path, new Dictionary<string, string>());
            return File.ReadAllBytes(path);
        }

        var first = Bytes(1);
        Assert.Equal(first, Bytes(1));
        Assert.NotEqual(first, Bytes(2));
    }

    [Fact]
    public void Pictures_that_cannot_be_read_are_told_of_once_and_left_out()
    {
        var told = new List<string>();
        var faces = new UnreadableFace(TinyNetwork.Faces(), TinyNetwork.Faces().Samples.Positions(DataSplit.Train)[3]);
        using var pretraining = new LandmarkPretraining(
            Recipe, 2, faces, new SpotTeacher(), new TrainerHost { Unreadable = told.Add });
        Assert.Equal(2, pretraining.Run(cancellation: TestContext.Current.CancellationToken).Count);
        Assert.Single(told);

        using var strict = new LandmarkPretraining(Recipe, 2, faces, new SpotTeacher(), new TrainerHost());
        Assert.Throws<ArbexException>(() => strict.Run(cancellation: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(135, 0.5f)]
    [InlineData(136, float.NaN)]
    public void A_teacher_that_answers_nonsense_is_refused_before_anything_is_learnt(int numbers, float value)
    {
        using var pretraining = Pretraining(epochs: 1, new ConstantTeacher(numbers, value));
        var refused = Assert.Throws<ArbexException>(() => pretraining.Run(cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("teacher", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Refinement_and_seed_choose_the_faces_of_an_epoch_as_in_training()
    {
        var recipe = Recipe with { Refinement = new() { PerClass = 1 } };
        using var pretraining = new LandmarkPretraining(recipe, 1, TinyNetwork.Faces(), new SpotTeacher(), new TrainerHost());
        var steps = 0;
        pretraining.Run(
            progress => steps += progress is { Epoch: 0, Finished: null } ? 1 : 0, TestContext.Current.CancellationToken);
        Assert.Equal(1, steps); // 8 classes of one face make one batch; all 16 faces would make two
        Assert.Equal(16, pretraining.Faces);
    }

    [Fact]
    public void Pretraining_leaves_no_tensor_behind() => TensorLeak.AssertNone(() =>
    {
        using var pretraining = Pretraining(epochs: 1, new SpotTeacher());
        pretraining.Run(cancellation: TestContext.Current.CancellationToken);
    });

    [Fact]
    public void A_stopped_pretraining_ends_at_once()
    {
        using var stop = new CancellationTokenSource();
        using var pretraining = Pretraining(epochs: 1000, new SpotTeacher());
        Assert.Throws<OperationCanceledException>(() => pretraining.Run(
            progress =>
            {
                if (progress.Epoch == 0)
                {
                    stop.Cancel();
                }
            },
            stop.Token));
    }

    private static LandmarkPretraining Pretraining(int epochs, ILandmarkTeacher teacher, long seed = 1) =>
        new(Recipe with { Seed = seed }, epochs, TinyNetwork.Faces(), teacher, new TrainerHost());

    /// <summary>Points around the middle of what is dark in a picture, spread like a face.</summary>
    private sealed class SpotTeacher : ILandmarkTeacher
    {
        public float[] Locate(IReadOnlyList<ImageBuffer> faces) => [.. faces.SelectMany(PointsOf)];

        private static IEnumerable<float> PointsOf(ImageBuffer face)
        {
            var (sum, x, y) = (1e-9, 0.0, 0.0);
            for (var i = 0; i < face.Width * face.Height; i++)
            {
                var darkness = Math.Pow(255 - face.Pixels[3 * i], 2);
                (sum, x, y) = (sum + darkness, x + (darkness * (i % face.Width)), y + (darkness * (i / face.Width)));
            }

            for (var point = 0; point < LandmarkPoints.Count; point++)
            {
                // Symmetric to left and right, as a mirrored face has to be.
                var aside = Math.Sign(point - LandmarkPoints.Mirrored[point]) * 0.2;
                yield return (float)((x / sum / face.Width) + aside);
                yield return (float)((y / sum / face.Height) + (0.001 * Math.Min(point, LandmarkPoints.Mirrored[point])));
            }
        }
    }

    private sealed class ConstantTeacher(int numbers, float value) : ILandmarkTeacher
    {
        public float[] Locate(IReadOnlyList<ImageBuffer> faces) => [.. Enumerable.Repeat(value, numbers * faces.Count)];
    }

    /// <summary>The same samples with pictures of a dark spot, each elsewhere.</summary>
    private sealed class SpotFaces(IFaceDataset faces) : IFaceDataset
    {
        public string Name => "Spots";

        public LabelSet Labels => faces.Labels;

        public SampleIndex Samples => faces.Samples;

        public ImageBuffer LoadImage(int index)
        {
            const int size = 32;
            var (image, random) = (new ImageBuffer(size, size), new SeededRandom(index));
            var (x, y) = (random.NextDouble(10, 22), random.NextDouble(10, 22));
            for (var i = 0; i < size * size; i++)
            {
                var distance = double.Hypot((i % size) - x, (i / size) - y);
                image.Pixels.AsSpan()[(3 * i)..][..3].Fill((byte)(255 - (230 * Math.Exp(-distance * distance / 20))));
            }

            return image;
        }
    }

    private sealed class UnreadableFace(IFaceDataset faces, int broken) : IFaceDataset
    {
        public string Name => faces.Name;

        public LabelSet Labels => faces.Labels;

        public SampleIndex Samples => faces.Samples;

        public ImageBuffer LoadImage(int index) =>
            index == broken ? throw new ArbexException("broken.png cannot be read.") : faces.LoadImage(index);
    }
}
