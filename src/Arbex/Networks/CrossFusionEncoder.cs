using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>The whole encoder p(x; theta_p): picture in, embedding e out.</summary>
/// <remarks>
/// Paper section 3.2 and figure 3: a refined POSTER++ (Mao et al. 2023). With the paper's sizes it computes what the
/// published POSTER++ and ARBEx encoders compute; <see cref="Checkpoints.PublishedLayouts"/> maps their names to ours.
/// <code>
/// images    [B, 3, S, S], normalised RGB
/// image     64x56x56, 128x28x28, 256x14x14
/// landmarks 64x28x28, 128x14x14, 512x7x7
/// fused     64x28x28, 128x14x14, 256x7x7
/// tokens    [B, 147, E]
/// embedding [B, E]
/// </code>
/// </remarks>
public sealed class CrossFusionEncoder : Module<Tensor, Tensor>
{
    private readonly ArbexOptions _options;

    [ComponentName(Name = "landmark")]
    private readonly LandmarkBackbone _landmark;

    [ComponentName(Name = "image")]
    private readonly ImageBackbone _image;

    [ComponentName(Name = "fusion1")]
    private readonly CrossFusionLevel _fusion1;

    [ComponentName(Name = "fusion2")]
    private readonly CrossFusionLevel _fusion2;

    [ComponentName(Name = "fusion3")]
    private readonly CrossFusionLevel _fusion3;

    [ComponentName(Name = "tokens")]
    private readonly TokenEmbedding _tokens;

    [ComponentName(Name = "transformer")]
    private readonly TokenTransformer _transformer;

    /// <summary>Builds the encoder.</summary>
    /// <param name="options">All sizes; checked first.</param>
    /// <exception cref="ArbexException">The sizes do not fit one another.</exception>
    public CrossFusionEncoder(ArbexOptions options)
        : base(nameof(CrossFusionEncoder))
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Validated();
        _landmark = new LandmarkBackbone(options.Landmark);
        _image = new ImageBackbone(options.Image);
        _fusion1 = new CrossFusionLevel(options, 0);
        _fusion2 = new CrossFusionLevel(options, 1);
        _fusion3 = new CrossFusionLevel(options, 2);
        _tokens = new TokenEmbedding(options);
        var side = CrossFusionOptions.TokenSize(options, 2);
        _transformer = new TokenTransformer(options.Transformer, CrossFusionOptions.Levels * side * side);
        RegisterComponents();
    }

    /// <summary>The landmark stream, for freezing it or loading its weights alone.</summary>
    public LandmarkBackbone Landmark => _landmark;

    /// <summary>The image stream, for freezing it or loading its weights alone.</summary>
    public ImageBackbone Image => _image;

    /// <summary>In what numbers the encoder computes; weights, and the embedding that comes out, stay in float32.</summary>
    /// <value>The default value is <see cref="ComputePrecision.Full"/>.</value>
    public ComputePrecision Precision { get; set; }

    /// <summary>All sizes.</summary>
    internal ArbexOptions Options => _options;

    /// <summary>Where the streams meet, from fine to coarse.</summary>
    internal IReadOnlyList<CrossFusionLevel> Fusions => [_fusion1, _fusion2, _fusion3];

    internal TokenEmbedding TokenEmbedding => _tokens;

    internal TokenTransformer Transformer => _transformer;

    /// <inheritdoc/>
    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        var embedding = _transformer.call(Tokens(images));                            // [B, E]
        return (Precision == ComputePrecision.Full ? embedding : embedding.to_type(images.dtype))
            .MoveToOuterDisposeScope();
    }

    /// <summary>The tokens that the transformer joins: [B, 3, S, S] -> [B, T, E].</summary>
    internal Tensor Tokens(Tensor images)
    {
        Expect.Shape(images, nameof(images), -1, 3, _options.InputSize, _options.InputSize);
        using var scope = NewDisposeScope();
        var pixels = ChannelsLast.Of(images); // [B, 3, S, S]
        // The landmark stream is depthwise, and with a stride oneDNN's depthwise convolutions are slow in bfloat16.
        var landmarks = Rounded(_landmark.call(pixels));
        var image = _image.call(Rounded(pixels));
        var fused = new FeatureMaps(
            _fusion1.call(image.Fine, landmarks.Fine),
            _fusion2.call(image.Middle, landmarks.Middle),
            _fusion3.call(image.Coarse, landmarks.Coarse));
        return _tokens.call(fused).MoveToOuterDisposeScope();
    }

    private FeatureMaps Rounded(FeatureMaps maps) => new(Rounded(maps.Fine), Rounded(maps.Middle), Rounded(maps.Coarse));

    private Tensor Rounded(Tensor x) => Precision == ComputePrecision.BFloat16 ? x.to_type(ScalarType.BFloat16) : x;
}
