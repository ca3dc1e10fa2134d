using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>Turns the three fused maps into one row of tokens.</summary>
/// <remarks>
/// Paper equation 6. Level 1 is halved twice, level 2 once, level 3 is projected; no activation between.
/// <code>
/// maps   [B, D1, 4s, 4s], [B, D2, 2s, 2s], [B, D3, s, s]
/// each   [B, s x s, E]
/// result [B, 3 x s x s, E], in the order of the levels
/// </code>
/// </remarks>
public sealed class TokenEmbedding : Module<FeatureMaps, Tensor>
{
    [ComponentName(Name = "fine")]
    private readonly Sequential _fine;

    [ComponentName(Name = "middle")]
    private readonly Sequential _middle;

    [ComponentName(Name = "coarse")]
    private readonly Sequential _coarse;

    /// <summary>Builds the embedding.</summary>
    /// <param name="options">The whole network's options, validated.</param>
    public TokenEmbedding(ArbexOptions options)
        : base(nameof(TokenEmbedding))
    {
        ArgumentNullException.ThrowIfNull(options);
        var widths = options.Image.StageWidths;
        var width = options.Transformer.Width;
        _fine = Sequential(
            ("0", new Convolution(widths[0], width, 3, stride: 2, padding: 1)),
            ("1", new Convolution(width, width, 3, stride: 2, padding: 1)));
        _middle = Sequential(("0", new Convolution(widths[1], width, 3, stride: 2, padding: 1)));
        _coarse = Sequential(("0", new Convolution(widths[2], width, 1)));
        RegisterComponents();
    }

    /// <summary>The convolutions of each level, from fine to coarse.</summary>
    internal IReadOnlyList<Sequential> Levels => [_fine, _middle, _coarse];

    /// <inheritdoc/>
    public override Tensor forward(FeatureMaps maps)
    {
        using var scope = NewDisposeScope();
        var fine = _fine.call(maps.Fine).flatten(2).transpose(1, 2);        // [B, s x s, E]
        var middle = _middle.call(maps.Middle).flatten(2).transpose(1, 2);  // [B, s x s, E]
        var coarse = _coarse.call(maps.Coarse).flatten(2).transpose(1, 2);  // [B, s x s, E]
        return cat([fine, middle, coarse], 1).MoveToOuterDisposeScope();    // [B, 3 x s x s, E]
    }
}
