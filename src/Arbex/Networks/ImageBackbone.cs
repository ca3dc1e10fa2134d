using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>The image stream: the first three stages of IR-50, giving one map from each.</summary>
/// <remarks>
/// Paper section 3.2 (X_img); IR-50 of face.evoLVe without its fourth stage and output layer, which POSTER++ and the
/// published ARBEx leave unused. Shapes for the paper's sizes:
/// <code>
/// images  [B, 3, 224, 224] -> nearest [B, 3, 112, 112]
/// stem    [B, 64, 112, 112]
/// maps    [B, 64, 56, 56], [B, 128, 28, 28], [B, 256, 14, 14]
/// </code>
/// </remarks>
public sealed class ImageBackbone : Module<Tensor, FeatureMaps>
{
    private readonly ImageBackboneOptions _options;

    [ComponentName(Name = "input_layer")]
    private readonly Sequential _stem;

    [ComponentName(Name = "body1")]
    private readonly Sequential _stage1;

    [ComponentName(Name = "body2")]
    private readonly Sequential _stage2;

    [ComponentName(Name = "body3")]
    private readonly Sequential _stage3;

    /// <summary>Builds the stream with PyTorch's default initialisation.</summary>
    /// <param name="options">Its sizes.</param>
    /// <exception cref="ArbexException">A size is out of range.</exception>
    public ImageBackbone(ImageBackboneOptions options)
        : base(nameof(ImageBackbone))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        _options = options;
        _stem = Sequential(
            ("0", new Convolution(3, options.StemWidth, 3, stride: options.StemStride, padding: 1, bias: false)),
            ("1", new BatchNormalization(options.StemWidth)),
            ("2", new ChannelRelu(options.StemWidth, options.Activation)));
        var widths = options.StageWidths;
        _stage1 = Stage(options.StemWidth, widths[0], options.StageDepths[0]);
        _stage2 = Stage(widths[0], widths[1], options.StageDepths[1]);
        _stage3 = Stage(widths[1], widths[2], options.StageDepths[2]);
        RegisterComponents();
    }

    internal int InputSize => _options.InputSize;

    /// <summary>Convolution, norm, activation.</summary>
    internal Sequential Stem => _stem;

    /// <summary>The three rows of units, each of which gives a map.</summary>
    internal IReadOnlyList<Sequential> Stages => [_stage1, _stage2, _stage3];

    /// <inheritdoc/>
    public override FeatureMaps forward(Tensor images)
    {
        Expect.Shape(images, nameof(images), -1, 3, -1, -1);
        using var scope = NewDisposeScope();
        var resized = NearestResize.To(images, _options.InputSize); // [B, 3, S, S]
        var fine = _stage1.call(_stem.call(resized));               // [B, C1, S/2, S/2]
        var middle = _stage2.call(fine);                            // [B, C2, S/4, S/4]
        var coarse = _stage3.call(middle);                          // [B, C3, S/8, S/8]
        return new FeatureMaps(fine, middle, coarse).MoveToOuterDisposeScope();
    }

    private Sequential Stage(int inputWidth, int width, int depth) => Sequential(
        Enumerable.Range(0, depth).Select(unit => ($"{unit}", Unit(unit == 0 ? inputWidth : width, width, unit == 0 ? 2 : 1))));

    private Module<Tensor, Tensor> Unit(int inputWidth, int width, int stride) => _options.Unit == ImageUnit.Plain
        ? new PlainUnit(inputWidth, width, stride)
        : new ResidualUnit(inputWidth, width, stride, _options.Activation);
}
