namespace Arbex.Networks;

/// <summary>Sizes of the vision transformer that joins the scales.</summary>
public sealed record TokenTransformerOptions
{
    /// <summary>Width of tokens and of the embedding e.</summary>
    /// <value>The default value is 768 (section 3).</value>
    public int Width { get; init; } = 768;

    /// <summary>Number of blocks.</summary>
    /// <value>The default value is 2.</value>
    public int Depth { get; init; } = 2;

    /// <summary>Attention heads of a block.</summary>
    /// <value>The default value is 8.</value>
    public int Heads { get; init; } = 8;

    /// <summary>Width of a block's feed-forward layer as a multiple of <see cref="Width"/>.</summary>
    /// <value>The default value is 4.</value>
    public int FeedForwardRatio { get; init; } = 4;

    /// <summary>Standard deviation with which the transformer's linear layers start.</summary>
    /// <value>
    /// The default value is 0.01, as published for pretrained backbones; training from nothing wants about
    /// 1/sqrt(width), since the class token otherwise hardly sees the picture.
    /// </value>
    public double LinearDeviation { get; init; } = 0.01;

    /// <summary>Which of the last block's tokens become the embedding.</summary>
    /// <value>The default value is <see cref="TokenReadout.ClassToken"/>, as published.</value>
    public TokenReadout Readout { get; init; } = TokenReadout.ClassToken;

    internal void Validated()
    {
        OptionCheck.InRange(LinearDeviation, 1e-6, 1, "transformer.linearDeviation");
        OptionCheck.InRange(Width, 4, 8192, "transformer.width");
        OptionCheck.InRange(Depth, 1, 64, "transformer.depth");
        OptionCheck.InRange(Heads, 1, 64, "transformer.heads");
        OptionCheck.InRange(FeedForwardRatio, 1, 16, "transformer.feedForwardRatio");
        OptionCheck.That(
            Width % Heads == 0,
            $"transformer.width = {Width} is not a multiple of transformer.heads = {Heads}.");
    }
}

/// <summary>Which tokens become the embedding.</summary>
public enum TokenReadout
{
    /// <summary>The class token alone.</summary>
    ClassToken,

    /// <summary>The mean of all tokens: every one gets a gradient at once, so that training from nothing starts sooner.</summary>
    Mean,
}
