using System.Globalization;
using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Evaluation;
using Arbex.Imaging;
using Arbex.Losses;
using Arbex.Networks;
using Arbex.Reliability;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Benchmarks;

/// <summary>
/// How fast designs of the small network learn from nothing: five epochs on generated faces at 32 pixels, accuracy on
/// held-out characters. One thread and one seed, so the numbers repeat exactly on one machine.
/// </summary>
internal static class CompactLearning
{
    private static readonly ArbexOptions Small = new()
    {
        InputSize = 32,
        Image = new()
        {
            InputSize = 32,
            StemWidth = 8,
            StageWidths = [16, 32, 48],
            StageDepths = [1, 1, 1],
            Unit = ImageUnit.Plain,
            Activation = ChannelActivation.Rectifier,
        },
        Landmark = new()
        {
            InputSize = 32,
            StemWidth = 8,
            StageWidths = [8, 16, 16],
            StageDepths = [1, 1, 1],
            OutputWidth = 24,
            Activation = ChannelActivation.Rectifier,
        },
        Fusion = new() { Heads = [2, 2, 2], Windows = [8, 4, 2], LayerScaleStart = 0.1, LandmarkShortcut = true },
        Transformer = new() { Width = 64, Depth = 1, Heads = 2, LinearDeviation = 0.05, Readout = TokenReadout.Mean },
        Reliability = new()
        {
            Reduction = 64,
            NormalizeEmbedding = true,
            HeadWidths = [],
            HeadDropout = 0.1,
            AttentionTokens = 4,
            AttentionHeads = 2,
            DetachCorrections = true,
        },
    };

    private static readonly LossOptions Balanced = new()
    {
        ClassWeight = 0.5,
        PrimaryWeight = 1,
        CorrectionWeight = 0.5,
        AnchorWeight = 0.1,
        AnchorMargin = 0.5,
        CenterWeight = 0.1,
    };

    public static void Run(TextWriter output)
    {
        set_num_threads(1);
        var faces = new CachedFaceDataset(new GeneratedFaceDataset(new GeneratedFaceOptions
        {
            Characters = 16,
            HeldOutCharacters = 6,
            SamplesPerCharacter = 120,
            Size = 32,
            NuisanceStrength = 0.5,
        }));
        (string Name, ArbexOptions Options, LossOptions Loss)[] designs =
        [
            ("the design of `compact`", Small, Balanced),
            ("units of IR-50", Small with { Image = Small.Image with { Unit = ImageUnit.Residual } }, Balanced),
            ("no landmark shortcut", Small with { Fusion = Small.Fusion with { LandmarkShortcut = false } }, Balanced),
            ("units of IR-50, no landmark shortcut", Small with
            {
                Image = Small.Image with { Unit = ImageUnit.Residual },
                Fusion = Small.Fusion with { LandmarkShortcut = false },
            }, Balanced),
            ("corrections move the encoder", With(Small, r => r with { DetachCorrections = false }), Balanced),
            ("corrections have no losses", With(Small, r => r with { DetachCorrections = false }),
                Balanced with { CorrectionWeight = 0 }),
            ("the paper's three losses alone", With(Small, r => r with { DetachCorrections = false }),
                new LossOptions { AnchorMargin = 0.5 }),
            ("no normalised embedding", With(Small, r => r with { NormalizeEmbedding = false }), Balanced),
            ("no balancing (K = 0)", With(Small, r => r with { AnchorsPerClass = 0 }), Balanced),
        ];

        output.WriteLine(
            "| design | training accuracy | held-out accuracy, final | primary | anchor | attention |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, options, loss) in designs)
        {
            var recipe = new Recipe
            {
                Network = options,
                Preprocessing = new() { InputSize = options.InputSize },
                Augmentation = FaceAugmentation.None with { FlipProbability = 0.5 },
                Refinement = new() { Enabled = false },
                Loss = loss,
                Optimizer = new() { LearningRate = 2e-3, Schedule = LearningRateSchedule.Cosine, WarmupEpochs = 0.2 },
                Data = new() { SelectOn = null },
                Epochs = 5,
                BatchSize = 32,
            };
            using var trainer = new Trainer(recipe, faces, new TrainerHost());
            var last = trainer.Run()[^1];
            var held = ModelEvaluator.Predict(
                trainer.Network, faces, faces.Samples.Positions(DataSplit.Valid), recipe.Preprocessing, CPU);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {last.TrainAccuracy:p1} | {held.Accuracy(held.Final):p1} | {held.Accuracy(held.Primary):p1} | "
                + $"{Show(held, held.Anchor)} | {Show(held, held.Attention)} |"));
        }
    }

    private static string Show(PredictionSet held, double[][]? distributions) => distributions is null
        ? ""
        : held.Accuracy(distributions).ToString("p1", CultureInfo.InvariantCulture);

    private static ArbexOptions With(ArbexOptions options, Func<ReliabilityOptions, ReliabilityOptions> change) =>
        options with { Reliability = change(options.Reliability) };
}
