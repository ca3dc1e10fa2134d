using Arbex.Checkpoints;
using Arbex.Networks;
using Arbex.Tests;
using static TorchSharp.torch;

namespace Arbex.Export.Tests;

/// <summary>Networks whose every weight and statistic is a formula of its name, so that each of them matters.</summary>
internal static class TestNetworks
{
    public static readonly string[] Classes = ["angry", "happy", "neutral"];

    /// <summary>Random input alone, on one thread.</summary>
    public static ExportMaterial OneThread { get; } = new() { Threads = 1 };

    /// <summary>The whole design in a size that runs in milliseconds, with several windows at two levels.</summary>
    public static ArbexOptions Small { get; } = new()
    {
        InputSize = 32,
        Image = new()
        {
            InputSize = 32,
            StemWidth = 4,
            StemStride = 2,
            StageWidths = [4, 8, 8],
            StageDepths = [1, 2, 1],
        },
        Landmark = new()
        {
            InputSize = 32,
            StemWidth = 4,
            StageWidths = [4, 8, 8],
            StageDepths = [1, 0, 1],
            OutputWidth = 12,
        },
        Fusion = new() { Heads = [1, 2, 2], Windows = [4, 2, 2], Stride = 1 },
        Transformer = new() { Width = 16, Depth = 2, Heads = 2 },
        Reliability = new()
        {
            Reduction = 16,
            HeadWidths = [8],
            AnchorsPerClass = 2,
            AttentionHeads = 2,
            AttentionTokens = 4,
        },
    };

    /// <summary>A network in evaluation with formula weights.</summary>
    public static ArbexNet Build(ArbexOptions options)
    {
        var network = new ArbexNet(options, Classes.Length);
        using var noGradient = no_grad();
        foreach (var (key, tensor) in network.state_dict())
        {
            if (tensor.is_floating_point())
            {
                using var scope = NewDisposeScope();
                tensor.copy_(FormulaWeights.For(key, tensor.shape));
            }
        }

        network.eval();
        return network;
    }

    /// <summary>What a checkpoint of such a network would say.</summary>
    public static CheckpointInfo InfoOf(ArbexOptions options) => new()
    {
        Labels = [.. Classes],
        Preprocessing = new() { InputSize = options.InputSize },
        Options = options,
        TrainedOn = "a formula",
        Epoch = 3,
    };
}
