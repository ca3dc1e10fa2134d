using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>The landmark stream: MobileFaceNet, giving one map from each of three stages.</summary>
/// <remarks>
/// Paper section 3.2 (X_lm); Chen et al., MobileFaceNets (CCBR 2018), in the 68-point form of pytorch_face_landmark,
/// whose key names are kept. Shapes for the paper's sizes:
/// <code>
/// images [B, 3, 224, 224] -> nearest [B, 3, 112, 112]
/// stem   [B, 64, 56, 56]
/// maps   [B, 64, 28, 28], [B, 128, 14, 14], [B, 512, 7, 7]
/// points [B, 136] (x, y of 68 landmarks; only where options.Points &gt; 0)
/// </code>
/// </remarks>
public sealed class LandmarkBackbone : Module<Tensor, FeatureMaps>
{
    /// <summary>What stands before the stream's names in a checkpoint of the whole network.</summary>
    internal const string CheckpointPrefix = "encoder.landmark.";

    private readonly LandmarkBackboneOptions _options;

    [ComponentName(Name = "conv1")]
    private readonly ConvolutionBlock _stem;

    [ComponentName(Name = "conv2_dw")]
    private readonly ConvolutionBlock _stemFilter;

    [ComponentName(Name = "conv_23")]
    private readonly DepthwiseBlock _down1;

    [ComponentName(Name = "conv_3")]
    private readonly DepthwiseStage _stage1;

    [ComponentName(Name = "conv_34")]
    private readonly DepthwiseBlock _down2;

    [ComponentName(Name = "conv_4")]
    private readonly DepthwiseStage _stage2;

    [ComponentName(Name = "conv_45")]
    private readonly DepthwiseBlock _down3;

    [ComponentName(Name = "conv_5")]
    private readonly DepthwiseStage _stage3;

    [ComponentName(Name = "conv_6_sep")]
    private readonly ConvolutionBlock _separate;

    [ComponentName(Name = "output_layer")]
    private readonly LandmarkHead? _head;

    /// <summary>Builds the stream; convolutions start as Kaiming-normal (fan out), as published.</summary>
    /// <param name="options">Its sizes.</param>
    /// <exception cref="ArbexException">A size is out of range.</exception>
    public LandmarkBackbone(LandmarkBackboneOptions options)
        : base(nameof(LandmarkBackbone))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        _options = options;
        var (stem, activation) = (options.StemWidth, options.Activation);
        var (w1, w2, w3) = (options.StageWidths[0], options.StageWidths[1], options.StageWidths[2]);

        _stem = new ConvolutionBlock(3, stem, 3, stride: 2, padding: 1, activation: activation);
        _stemFilter = new ConvolutionBlock(stem, stem, 3, padding: 1, groups: stem, activation: activation);
        _down1 = new DepthwiseBlock(stem, w1, 2 * stem, stride: 2, residual: false, activation);
        _stage1 = new DepthwiseStage(w1, options.StageDepths[0], 2 * w1, activation);
        _down2 = new DepthwiseBlock(w1, w2, 4 * w1, stride: 2, residual: false, activation);
        _stage2 = new DepthwiseStage(w2, options.StageDepths[1], 2 * w2, activation);
        _down3 = new DepthwiseBlock(w2, w3, 4 * w2, stride: 2, residual: false, activation);
        _stage3 = new DepthwiseStage(w3, options.StageDepths[2], 2 * w3, activation);
        _separate = new ConvolutionBlock(w3, options.OutputWidth, 1, activation: activation);
        _head = options.Points > 0
            ? new LandmarkHead(options.OutputWidth, options.MapSize(2), 2 * options.Points)
            : null;
        RegisterComponents();
        Initialize();
    }

    internal int InputSize => _options.InputSize;

    /// <summary>What comes before the first map's blocks.</summary>
    internal IReadOnlyList<ConvolutionBlock> Stem => [_stem, _stemFilter];

    /// <summary>The block that halves the map before each stage.</summary>
    internal IReadOnlyList<DepthwiseBlock> Downs => [_down1, _down2, _down3];

    internal IReadOnlyList<DepthwiseStage> Stages => [_stage1, _stage2, _stage3];

    /// <summary>Widens the last map.</summary>
    internal ConvolutionBlock Separate => _separate;

    /// <inheritdoc/>
    public override FeatureMaps forward(Tensor images)
    {
        Expect.Shape(images, nameof(images), -1, 3, -1, -1);
        using var scope = NewDisposeScope();
        var resized = NearestResize.To(images, _options.InputSize);                         // [B, 3, S, S]
        var fine = _stage1.call(_down1.call(_stemFilter.call(_stem.call(resized))));        // [B, C1, S/4, S/4]
        var middle = _stage2.call(_down2.call(fine));                                       // [B, C2, S/8, S/8]
        var coarse = _separate.call(_stage3.call(_down3.call(middle)));                     // [B, C3, S/16, S/16]
        return new FeatureMaps(fine, middle, coarse).MoveToOuterDisposeScope();
    }

    /// <summary>Predicts the landmark points themselves.</summary>
    /// <param name="images">[B, 3, H, W], RGB in 0..1 without further normalisation.</param>
    /// <returns>[B, 2 x points]: x and y of each point as fractions of the picture's sides.</returns>
    /// <exception cref="InvalidOperationException">The network was built with <c>Points = 0</c>.</exception>
    public Tensor Locate(Tensor images)
    {
        if (_head is null)
        {
            throw new InvalidOperationException(
                "This landmark stream has no point output. Build it with LandmarkBackboneOptions { Points = 68 }.");
        }

        using var scope = NewDisposeScope();
        return _head.call(call(images).Coarse).MoveToOuterDisposeScope(); // [B, 2P]
    }

    /// <summary>Lets the points start around a mean face, so that only what differs from it is left to learn.</summary>
    /// <param name="mean">[2 x points]: the mean of what is to be predicted.</param>
    /// <param name="deviation">[2 x points]: its standard deviation.</param>
    internal void StartPointsAt(Tensor mean, Tensor deviation) => _head!.StartAt(mean, deviation);

    private void Initialize()
    {
        foreach (var (_, module) in named_modules())
        {
            switch (module)
            {
                case Convolution convolution:
                    init.kaiming_normal_(convolution.Weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
                    break;
                case LinearMap linear:
                    init.kaiming_normal_(linear.Weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
                    break;
            }
        }
    }
}

/// <summary>Depthwise convolution over the whole map, linear layer, batch norm: [B, C, S, S] -> [B, 2P].</summary>
internal sealed class LandmarkHead : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv_6_dw")]
    private readonly ConvolutionBlock _pool;

    [ComponentName(Name = "linear")]
    private readonly LinearMap _linear;

    [ComponentName(Name = "bn")]
    private readonly BatchNormalization _normalization;

    public LandmarkHead(long width, long mapSize, long outputs)
        : base(nameof(LandmarkHead))
    {
        _pool = new ConvolutionBlock(width, width, mapSize, groups: width, linear: true);
        _linear = new LinearMap(width, outputs, bias: false);
        _normalization = new BatchNormalization(outputs);
        RegisterComponents();
    }

    /// <summary>The last norm gives mean and deviation of what comes out.</summary>
    public void StartAt(Tensor mean, Tensor deviation)
    {
        using var noGradient = no_grad();
        _normalization.Bias.copy_(mean);
        _normalization.Weight.copy_(deviation);
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var pooled = _pool.call(x).flatten(1);                                    // [B, C]
        return _normalization.call(_linear.call(pooled)).MoveToOuterDisposeScope(); // [B, 2P]
    }
}
