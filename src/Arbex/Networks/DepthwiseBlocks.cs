using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>Convolution, batch norm and, unless linear, PReLU: [B, Cin, H, W] -> [B, C, H/s, W/s].</summary>
/// <remarks>MobileFaceNet's "Conv_block" and "Linear_block"; key names as in its checkpoints.</remarks>
internal sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")]
    private readonly Convolution _convolution;

    [ComponentName(Name = "bn")]
    private readonly BatchNormalization _normalization;

    [ComponentName(Name = "prelu")]
    private readonly ChannelRelu? _activation;

    public ConvolutionBlock(
        long inputWidth, long width, long kernel, long stride = 1, long padding = 0, long groups = 1, bool linear = false,
        ChannelActivation activation = ChannelActivation.LearnedSlope)
        : base(nameof(ConvolutionBlock))
    {
        _convolution = new Convolution(
            inputWidth, width, kernel, stride: stride, padding: padding, groups: groups, bias: false);
        _normalization = new BatchNormalization(width);
        _activation = linear ? null : new ChannelRelu(width, activation);
        RegisterComponents();
    }

    public Convolution Convolution => _convolution;

    public BatchNormalization Normalization => _normalization;

    public ChannelRelu? Activation => _activation;

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = _normalization.call(_convolution.call(x)); // [B, C, H/s, W/s]
        return (_activation is null ? y : _activation.call(y)).MoveToOuterDisposeScope();
    }
}

/// <summary>Expand by 1x1, filter each channel by 3x3, project by 1x1; optionally plus the input.</summary>
/// <remarks>
/// MobileFaceNet's "Depth_Wise" block.
/// <code>
/// x       [B, Cin, H, W]
/// expand  [B, M, H, W]
/// filter  [B, M, H/s, W/s]
/// project [B, C, H/s, W/s]
/// </code>
/// </remarks>
internal sealed class DepthwiseBlock : Module<Tensor, Tensor>
{
    private readonly bool _residual;

    [ComponentName(Name = "conv")]
    private readonly ConvolutionBlock _expand;

    [ComponentName(Name = "conv_dw")]
    private readonly ConvolutionBlock _filter;

    [ComponentName(Name = "project")]
    private readonly ConvolutionBlock _project;

    public DepthwiseBlock(
        long inputWidth, long width, long middleWidth, long stride, bool residual, ChannelActivation activation)
        : base(nameof(DepthwiseBlock))
    {
        _residual = residual;
        _expand = new ConvolutionBlock(inputWidth, middleWidth, 1, activation: activation);
        _filter = new ConvolutionBlock(
            middleWidth, middleWidth, 3, stride, padding: 1, groups: middleWidth, activation: activation);
        _project = new ConvolutionBlock(middleWidth, width, 1, linear: true);
        RegisterComponents();
    }

    public ConvolutionBlock Expand => _expand;

    public ConvolutionBlock Filter => _filter;

    public ConvolutionBlock Project => _project;

    public bool IsResidual => _residual;

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = _project.call(_filter.call(_expand.call(x))); // [B, C, H/s, W/s]
        return (_residual ? y.PlusInPlace(x) : y).MoveToOuterDisposeScope();
    }
}

/// <summary>A row of residual depthwise blocks, keyed <c>model.i</c>.</summary>
internal sealed class DepthwiseStage : Module<Tensor, Tensor>
{
    [ComponentName(Name = "model")]
    private readonly Sequential _blocks;

    public DepthwiseStage(long width, int depth, long middleWidth, ChannelActivation activation)
        : base(nameof(DepthwiseStage))
    {
        _blocks = Sequential(Enumerable.Range(0, depth).Select(block => (
            $"{block}",
            (Module<Tensor, Tensor>)new DepthwiseBlock(
                width, width, middleWidth, stride: 1, residual: true, activation))));
        RegisterComponents();
    }

    public IEnumerable<DepthwiseBlock> Blocks =>
        _blocks.named_children().Select(child => child.module).Cast<DepthwiseBlock>();

    public override Tensor forward(Tensor x) => _blocks.call(x); // [B, C, H, W]
}
