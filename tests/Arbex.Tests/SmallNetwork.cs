using Arbex.Networks;

namespace Arbex.Tests;

/// <summary>The whole design in a size that runs in milliseconds, with several windows at two levels.</summary>
internal static class SmallNetwork
{
    public static ArbexOptions Options { get; } = new()
    {
        InputSize = 32,
        Image = new() { InputSize = 32, StemWidth = 4, StemStride = 2, StageWidths = [4, 8, 8], StageDepths = [1, 1, 1] },
        Landmark = new()
        {
            InputSize = 32,
            StemWidth = 4,
            StageWidths = [4, 8, 8],
            StageDepths = [1, 0, 1],
            OutputWidth = 12,
        },
        Fusion = new() { Heads = [1, 2, 2], Windows = [4, 2, 2], Stride = 1, LayerScaleStart = 0.5 },
        Transformer = new() { Width = 16, Depth = 1, Heads = 2 },
        Reliability = new()
        {
            Reduction = 16,
            HeadWidths = [8],
            AnchorsPerClass = 2,
            AttentionHeads = 2,
            AttentionTokens = 4,
        },
    };
}
