using System.Globalization;
using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Imaging;
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
        Image = new() { InputSize = 32, StemWidth = 8, StemStride = 1, StageWidths = [16, 32, 48], StageDepths = [1, 1, 1] },
        Landmark = new()
        {
            InputSize = 32,
            StemWidth = 8,
            StageWidths = [8, 16, 16],
            StageDepths = [1, 1, 1],
            OutputWidth = 24,
        },
        Fusion = new() { Heads = [2, 2, 2], Windows = [8, 4, 2], LayerScaleStart = 0.1 },
        Transformer = new() { Width = 64, Depth = 1, Heads = 2, LinearDeviation = 0.05, Readout = TokenReadout.Mean },
        Reliability = new()
        {
            Reduction = 64,
            NormalizeEmbedding = true,
            HeadWidths = [],
            HeadDropout = 0.1,
            AttentionTokens = 4,
            AttentionHeads = 2,
        },
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
        (string Name, ArbexOptions Options, double Rate)[] designs =
        [
            ("the design of `compact`, rate 0.002", Small, 2e-3),
            ("the same, rate 0.001", Small, 1e-3),
            ("a stem with stride, none in the fusion", Small with
            {
                Image = Small.Image with { StemStride = 2, StemWidth = 16 },
                Fusion = Small.Fusion with { Stride = 1 },
            }, 1e-3),
            ("no normalised embedding", With(Small, r => r with { NormalizeEmbedding = false }), 1e-3),
            ("head 64-64", With(Small, r => r with { HeadWidths = [64, 64] }), 1e-3),
            ("head 64-64, no normalised embedding (the paper's)",
                With(Small, r => r with { HeadWidths = [64, 64], NormalizeEmbedding = false }), 1e-3),
            ("the paper's, read from the class token",
                With(Small, r => r with { HeadWidths = [64, 64], NormalizeEmbedding = false }) with
                {
                    Transformer = Small.Transformer with { Readout = TokenReadout.ClassToken },
                }, 1e-3),
            ("no balancing (K = 0), rate 0.002", With(Small, r => r with { AnchorsPerClass = 0 }), 2e-3),
        ];

        output.WriteLine("| design | training accuracy | held-out accuracy, final | held-out accuracy, primary |");
        output.WriteLine("|---|---|---|---|");
        foreach (var (name, options, rate) in designs)
        {
            var recipe = new Recipe
            {
                Network = options,
                Preprocessing = new() { InputSize = options.InputSize },
                Augmentation = FaceAugmentation.None with { FlipProbability = 0.5 },
                Refinement = new() { Enabled = false },
                Loss = new() { AnchorMargin = 0.5, PrimaryWeight = 0.5 },
                Optimizer = new() { LearningRate = rate, Schedule = LearningRateSchedule.Cosine, WarmupEpochs = 0.2 },
                Epochs = 5,
                BatchSize = 32,
            };
            using var trainer = new Trainer(recipe, faces, new TrainerHost());
            var last = trainer.Run()[^1];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {last.TrainAccuracy:p1} | {last.ValidAccuracy:p1} | {last.ValidPrimaryAccuracy:p1} |"));
        }
    }

    private static ArbexOptions With(ArbexOptions options, Func<ReliabilityOptions, ReliabilityOptions> change) =>
        options with { Reliability = change(options.Reliability) };
}
