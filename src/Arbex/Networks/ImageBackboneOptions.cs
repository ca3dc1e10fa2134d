using System.Collections.Immutable;

namespace Arbex.Networks;

/// <summary>Sizes of the image stream.</summary>
public sealed record ImageBackboneOptions
{
    /// <summary>Side to which the input picture is brought by nearest-neighbour sampling before the first layer.</summary>
    /// <value>The default value is 112, as IR-50 was trained.</value>
    public int InputSize { get; init; } = 112;

    /// <summary>Channels of the first convolution.</summary>
    /// <value>The default value is 64.</value>
    public int StemWidth { get; init; } = 64;

    /// <summary>Stride of the first convolution.</summary>
    /// <value>The default value is 1; 2 quarters the cost of the first stage.</value>
    public int StemStride { get; init; } = 1;

    /// <summary>Channels of the three stages; also the widths D of the three cross-attention levels.</summary>
    /// <value>The default value is 64, 128, 256.</value>
    public ImmutableArray<int> StageWidths { get; init; } = [64, 128, 256];

    /// <summary>Residual units of the three stages.</summary>
    /// <value>The default value is 3, 4, 14 (IR-50 without its fourth stage).</value>
    public ImmutableArray<int> StageDepths { get; init; } = [3, 4, 14];

    /// <summary>What a stage is made of.</summary>
    /// <value>The default value is <see cref="ImageUnit.Residual"/>, as published.</value>
    public ImageUnit Unit { get; init; }

    /// <summary>What follows the convolutions of the stem and of residual units.</summary>
    /// <value>The default value is <see cref="ChannelActivation.LearnedSlope"/>, as published.</value>
    public ChannelActivation Activation { get; init; }

    /// <summary>Side of a stage's map in pixels.</summary>
    /// <param name="level">0, 1 or 2.</param>
    public int MapSize(int level)
    {
        var side = Halved(InputSize, StemStride);
        for (var i = 0; i <= level; i++)
        {
            side = Unit == ImageUnit.Plain ? side / 2 : Halved(side, 2); // pooling leaves an odd last row out
        }

        return side;
    }

    /// <summary>Output side of a 3x3 convolution with padding 1.</summary>
    internal static int Halved(int side, int stride) => ((side - 1) / stride) + 1;

    internal void Validated()
    {
        OptionCheck.InRange(InputSize, 16, 1024, "image.inputSize");
        OptionCheck.InRange(StemWidth, 1, 4096, "image.stemWidth");
        OptionCheck.InRange(StemStride, 1, 2, "image.stemStride");
        OptionCheck.Defined(Unit, "image.unit");
        OptionCheck.Defined(Activation, "image.activation");
        OptionCheck.Count(StageWidths, CrossFusionOptions.Levels, "image.stageWidths");
        OptionCheck.Count(StageDepths, CrossFusionOptions.Levels, "image.stageDepths");
        foreach (var width in StageWidths)
        {
            OptionCheck.InRange(width, 1, 4096, "image.stageWidths");
        }

        foreach (var depth in StageDepths)
        {
            OptionCheck.InRange(depth, 1, 100, "image.stageDepths");
        }
    }
}

/// <summary>What a stage of the image stream is made of.</summary>
public enum ImageUnit
{
    /// <summary>The unit of IR-50: two convolutions, one activation between them, a shortcut, a stride.</summary>
    Residual,

    /// <summary>Two convolutions, each with batch norm and ReLU, max pooling instead of a stride.</summary>
    Plain,
}
