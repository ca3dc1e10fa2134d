using System.Collections.Immutable;

namespace Arbex.Networks;

/// <summary>Sizes of the window cross-attention between the streams.</summary>
public sealed record CrossFusionOptions
{
    /// <summary>Number of scales at which the streams meet.</summary>
    public const int Levels = 3;

    /// <summary>Attention heads I of the three levels.</summary>
    /// <value>The default value is 2, 4, 8.</value>
    public ImmutableArray<int> Heads { get; init; } = [2, 4, 8];

    /// <summary>Window sides of the three levels, in map pixels; the map's side is a multiple of it.</summary>
    /// <value>The default value is 28, 14, 7: one window for each map.</value>
    public ImmutableArray<int> Windows { get; init; } = [28, 14, 7];

    /// <summary>Stride of the 3x3 convolution between the image map and its windows.</summary>
    /// <value>The default value is 2.</value>
    public int Stride { get; init; } = 2;

    /// <summary>Width of the feed-forward layer as a multiple of the level's width.</summary>
    /// <value>The default value is 4.</value>
    public int FeedForwardRatio { get; init; } = 4;

    /// <summary>Probability with which a sample's branch is dropped in training, by level.</summary>
    /// <value>The default value is 0, 0.125, 0.25.</value>
    public ImmutableArray<double> DropPath { get; init; } = [0, 0.125, 0.25];

    /// <summary>Start of the per-channel weights of both branches.</summary>
    /// <value>The default value is 1e-5, as published; training from nothing wants about 0.1.</value>
    public double LayerScaleStart { get; init; } = 1e-5;

    /// <summary>Whether queries pass a linear map w_q, as equation 1 prints; the published networks have none.</summary>
    /// <value>The default value is false: the raw landmark features are the queries.</value>
    public bool QueryProjection { get; init; }

    /// <summary>
    /// Whether the landmark features are added to the shortcut, equation 4. Without it they only steer where the
    /// attention looks, which is enough where they are pretrained; from nothing they then hardly learn.
    /// </summary>
    /// <value>The default value is false, as printed.</value>
    public bool LandmarkShortcut { get; init; }

    /// <summary>Side of a level's map after the strided convolution.</summary>
    /// <param name="imageMapSize">Side before it.</param>
    public int MapSize(int imageMapSize) => ImageBackboneOptions.Halved(imageMapSize, Stride);

    /// <summary>Side of the token grid that a level gives: level 1 is halved twice, level 2 once, level 3 not.</summary>
    internal static int TokenSize(ArbexOptions options, int level)
    {
        var side = options.Fusion.MapSize(options.Image.MapSize(level));
        for (var i = level; i < Levels - 1; i++)
        {
            side = ImageBackboneOptions.Halved(side, 2);
        }

        return side;
    }

    internal void Validated()
    {
        OptionCheck.Count(Heads, Levels, "fusion.heads");
        OptionCheck.Count(Windows, Levels, "fusion.windows");
        OptionCheck.Count(DropPath, Levels, "fusion.dropPath");
        OptionCheck.InRange(Stride, 1, 2, "fusion.stride");
        OptionCheck.InRange(FeedForwardRatio, 1, 16, "fusion.feedForwardRatio");
        OptionCheck.InRange(LayerScaleStart, 0, 10, "fusion.layerScaleStart");
        foreach (var heads in Heads)
        {
            OptionCheck.InRange(heads, 1, 64, "fusion.heads");
        }

        foreach (var window in Windows)
        {
            OptionCheck.InRange(window, 1, 128, "fusion.windows"); // attention has the fourth power of it
        }

        foreach (var probability in DropPath)
        {
            OptionCheck.InRange(probability, 0, 0.99, "fusion.dropPath");
        }
    }
}
