using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Tests;

/// <summary>The paper's design at a size that trains in a second.</summary>
internal static class TinyNetwork
{
    public static ArbexOptions Options { get; } = new()
    {
        InputSize = 32,
        Image = new()
        {
            InputSize = 32,
            StemWidth = 8,
            StemStride = 2,
            StageWidths = [8, 16, 16],
            StageDepths = [1, 1, 1],
        },
        Landmark = new()
        {
            InputSize = 32,
            StemWidth = 8,
            StageWidths = [8, 16, 16],
            StageDepths = [1, 1, 1],
            OutputWidth = 24,
        },
        Fusion = new() { Heads = [2, 2, 2], Windows = [8, 4, 2], Stride = 1, LayerScaleStart = 0.1 },
        Transformer = new() { Width = 32, Depth = 1, Heads = 2 },
        Reliability = new()
        {
            Reduction = 32,
            HeadWidths = [32],
            HeadDropout = 0.1,
            AnchorsPerClass = 3,
            AttentionTokens = 4,
            AttentionHeads = 2,
        },
    };

    public static Recipe Recipe { get; } = new()
    {
        Network = Options,
        Preprocessing = new() { InputSize = 32 },
        Augmentation = FaceAugmentation.None,
        Refinement = new() { Enabled = false },
        Optimizer = new() { LearningRate = 3e-3, Schedule = LearningRateSchedule.Constant },
        Loss = new() { AnchorMargin = 0.5 },
        Epochs = 2,
        BatchSize = 8,
    };

    /// <summary>A few generated faces of one training and one held-out character, kept in memory.</summary>
    public static IFaceDataset Faces(int perCharacter = 16) => new CachedFaceDataset(new GeneratedFaceDataset(
        new GeneratedFaceOptions
        {
            Characters = 1,
            HeldOutCharacters = 1,
            SamplesPerCharacter = perCharacter,
            Size = 32,
            NuisanceStrength = 0.3,
            OcclusionProbability = 0,
        }));
}
