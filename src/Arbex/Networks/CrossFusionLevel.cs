using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>One scale at which the streams meet: stride, windows, cross-attention, feed-forward.</summary>
/// <remarks>
/// Paper equations 1 to 5 and figure 3.
/// <code>
/// image     [B, D, 2H, 2W] -> conv 3x3, stride 2 -> [B, H, W, D] -> windows, Norm -> [B', n, D]
/// landmarks [B, C, H, W] -> (conv 3x3 where C differs from D) -> windows          -> [B', n, D]
/// attended  [B', n, D] -> [B, H, W, D]
/// result    [B, D, H, W]
/// </code>
/// </remarks>
public sealed class CrossFusionLevel : Module<Tensor, Tensor, Tensor>
{
    private readonly int _window;
    private readonly bool _landmarkShortcut;

    [ComponentName(Name = "downsample")]
    private readonly Convolution _downsample;

    [ComponentName(Name = "landmark_projection")]
    private readonly Convolution? _landmarkProjection;

    [ComponentName(Name = "norm")]
    private readonly LayerNorm _normalization;

    [ComponentName(Name = "attention")]
    private readonly WindowCrossAttention _attention;

    [ComponentName(Name = "feed_forward")]
    private readonly CrossFusionFeedForward _feedForward;

    /// <summary>Builds one level.</summary>
    /// <param name="options">The whole network's options, validated.</param>
    /// <param name="level">0, 1 or 2.</param>
    public CrossFusionLevel(ArbexOptions options, int level)
        : base(nameof(CrossFusionLevel))
    {
        ArgumentNullException.ThrowIfNull(options);
        var fusion = options.Fusion;
        var width = options.Image.StageWidths[level];
        var landmarkWidth = options.Landmark.MapWidth(level);
        _window = fusion.Windows[level];
        _landmarkShortcut = fusion.LandmarkShortcut;
        _downsample = new Convolution(width, width, 3, stride: fusion.Stride, padding: 1);
        _landmarkProjection = landmarkWidth == width ? null : new Convolution(landmarkWidth, width, 3, padding: 1);
        _normalization = LayerNorm(width);
        _attention = new WindowCrossAttention(width, fusion.Heads[level], _window, fusion.QueryProjection);
        _feedForward = new CrossFusionFeedForward(
            width, fusion.FeedForwardRatio, fusion.DropPath[level], fusion.LayerScaleStart);
        RegisterComponents();
    }

    internal int Window => _window;

    internal bool LandmarkShortcut => _landmarkShortcut;

    internal Convolution Downsample => _downsample;

    internal Convolution? LandmarkProjection => _landmarkProjection;

    internal LayerNorm Normalization => _normalization;

    internal WindowCrossAttention Attention => _attention;

    internal CrossFusionFeedForward FeedForward => _feedForward;

    /// <inheritdoc/>
    public override Tensor forward(Tensor image, Tensor landmarks)
    {
        using var scope = NewDisposeScope();
        var map = _downsample.call(image).permute(0, 2, 3, 1);                         // [B, H, W, D]
        var (h, w) = (map.shape[1], map.shape[2]);
        var normalized = FullPrecision.Normalize(_normalization, WindowPartition.Split(map, _window));     // [B', n, D]

        var projected = _landmarkProjection is null ? landmarks : _landmarkProjection.call(landmarks); // [B, D, H, W]
        var queries = WindowPartition.Split(projected.permute(0, 2, 3, 1).contiguous(), _window);      // [B', n, D]

        var attended = WindowPartition.Join(_attention.call(normalized, queries), _window, h, w);      // [B, H, W, D]
        var kept = _landmarkShortcut ? normalized.Plus(queries) : normalized;                          // [B', n, D]
        var shortcut = WindowPartition.Join(kept, _window, h, w);                                      // [B, H, W, D]
        return _feedForward.call(shortcut, attended)                                                   // [B, H, W, D]
            .permute(0, 3, 1, 2)                                                                       // [B, D, H, W]
            .MoveToOuterDisposeScope();
    }
}
