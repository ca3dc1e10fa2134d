using System.Collections.Immutable;

namespace Arbex.Networks;

/// <summary>Sizes of the landmark stream.</summary>
public sealed record LandmarkBackboneOptions
{
    /// <summary>Side to which the input picture is brought by nearest-neighbour sampling before the first layer.</summary>
    /// <value>The default value is 112, as MobileFaceNet was trained.</value>
    public int InputSize { get; init; } = 112;

    /// <summary>Channels of the first convolution (stride 2).</summary>
    /// <value>The default value is 64.</value>
    public int StemWidth { get; init; } = 64;

    /// <summary>Channels of the three stages.</summary>
    /// <value>The default value is 64, 128, 128.</value>
    public ImmutableArray<int> StageWidths { get; init; } = [64, 128, 128];

    /// <summary>Residual blocks of the three stages, after each one's stride-2 block.</summary>
    /// <value>The default value is 4, 6, 2.</value>
    public ImmutableArray<int> StageDepths { get; init; } = [4, 6, 2];

    /// <summary>Channels of the third map, made by a last 1x1 convolution.</summary>
    /// <value>The default value is 512.</value>
    public int OutputWidth { get; init; } = 512;

    /// <summary>Number of landmark points that the network predicts on its own; 0 leaves that layer out.</summary>
    /// <value>The default value is 0; the published weights have 68.</value>
    public int Points { get; init; }

    /// <summary>What follows the convolutions.</summary>
    /// <value>The default value is <see cref="ChannelActivation.LearnedSlope"/>, as published.</value>
    public ChannelActivation Activation { get; init; }

    /// <summary>Channels of the map at a level, as the fusion sees it.</summary>
    /// <param name="level">0, 1 or 2.</param>
    public int MapWidth(int level) => level < 2 ? StageWidths[level] : OutputWidth;

    /// <summary>Side of the map at a level in pixels.</summary>
    /// <param name="level">0, 1 or 2.</param>
    public int MapSize(int level)
    {
        var side = ImageBackboneOptions.Halved(InputSize, 2);
        for (var i = 0; i <= level; i++)
        {
            side = ImageBackboneOptions.Halved(side, 2);
        }

        return side;
    }

    internal void Validated()
    {
        OptionCheck.InRange(InputSize, 16, 1024, "landmark.inputSize");
        OptionCheck.InRange(StemWidth, 1, 4096, "landmark.stemWidth");
        OptionCheck.InRange(OutputWidth, 1, 4096, "landmark.outputWidth");
        OptionCheck.InRange(Points, 0, 1000, "landmark.points");
        OptionCheck.Defined(Activation, "landmark.activation");
        OptionCheck.Count(StageWidths, CrossFusionOptions.Levels, "landmark.stageWidths");
        OptionCheck.Count(StageDepths, CrossFusionOptions.Levels, "landmark.stageDepths");
        foreach (var width in StageWidths)
        {
            OptionCheck.InRange(width, 1, 4096, "landmark.stageWidths");
        }

        foreach (var depth in StageDepths)
        {
            OptionCheck.InRange(depth, 0, 100, "landmark.stageDepths");
        }
    }
}
