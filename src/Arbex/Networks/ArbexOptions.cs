using Arbex.Reliability;

namespace Arbex.Networks;

/// <summary>
/// Every size of the network; a recipe file holds exactly this. Defaults are the paper's network
/// (<see cref="Paper"/>); <see cref="Compact"/> is the same design for a laptop's processor.
/// </summary>
public sealed record ArbexOptions
{
    /// <summary>Rows and columns of the input picture.</summary>
    /// <value>The default value is 224 (section 4.3).</value>
    public int InputSize { get; init; } = 224;

    /// <summary>The image stream (IR-50).</summary>
    public ImageBackboneOptions Image { get; init; } = new();

    /// <summary>The landmark stream (MobileFaceNet).</summary>
    public LandmarkBackboneOptions Landmark { get; init; } = new();

    /// <summary>Where the streams meet: window cross-attention at three scales.</summary>
    public CrossFusionOptions Fusion { get; init; } = new();

    /// <summary>The vision transformer that joins the scales into the embedding.</summary>
    public TokenTransformerOptions Transformer { get; init; } = new();

    /// <summary>Reduction, primary head, anchors and attention.</summary>
    public ReliabilityOptions Reliability { get; init; } = new();

    /// <summary>The network of the paper: 224 input, IR-50, MobileFaceNet, embedding 768, K = 10.</summary>
    public static ArbexOptions Paper { get; } = new();

    /// <summary>
    /// POSTER++: the paper's encoder with one linear layer as head and no balancing. Published POSTER++ weights fit.
    /// </summary>
    public static ArbexOptions PosterPlusPlus { get; } = new()
    {
        Reliability = new() { Reduction = 0, HeadWidths = [], AnchorsPerClass = 0 },
    };

    /// <summary>
    /// The same design for a laptop's processor and for training from nothing: 48 input, 1.8 million parameters and 143
    /// million multiply-adds, plain convolutional units, and landmark features in the shortcut. Units and sizes were chosen
    /// by measuring: bench/Arbex.Benchmarks prints what was tried.
    /// </summary>
    public static ArbexOptions Compact { get; } = new()
    {
        InputSize = 48,
        Image = new()
        {
            InputSize = 48,
            StemWidth = 16,
            StemStride = 1,
            StageWidths = [32, 64, 128],
            StageDepths = [1, 2, 2],
            Unit = ImageUnit.Plain,
            Activation = ChannelActivation.Rectifier,
        },
        Landmark = new()
        {
            InputSize = 48,
            StemWidth = 16,
            StageWidths = [32, 64, 64],
            StageDepths = [1, 2, 1],
            OutputWidth = 128,
            Activation = ChannelActivation.Rectifier,
        },
        Fusion = new()
        {
            Heads = [2, 4, 8],
            Windows = [6, 6, 3],
            DropPath = [0, 0.05, 0.1],
            LayerScaleStart = 0.1,
            LandmarkShortcut = true,
        },
        Transformer = new()
        {
            Width = 128,
            Depth = 2,
            Heads = 4,
            FeedForwardRatio = 2,
            LinearDeviation = 0.05,
            Readout = TokenReadout.Mean,
        },
        Reliability = new() { Reduction = 128, NormalizeEmbedding = true, HeadWidths = [] },
    };

    /// <summary>The presets by name.</summary>
    public static IReadOnlyDictionary<string, ArbexOptions> Presets { get; } =
        new Dictionary<string, ArbexOptions>(StringComparer.Ordinal)
        {
            ["paper"] = Paper,
            ["poster++"] = PosterPlusPlus,
            ["compact"] = Compact,
        };

    /// <summary>Looks a preset up.</summary>
    /// <param name="name">One of the keys of <see cref="Presets"/>.</param>
    /// <exception cref="ArbexException">No preset has this name.</exception>
    public static ArbexOptions Preset(string name) =>
        Presets.TryGetValue(name, out var options)
            ? options
            : throw new ArbexException(
                $"There is no preset '{name}'. Expected one of {string.Join(", ", Presets.Keys)}. Pass --preset compact.");

    /// <summary>Checks every size against every other, before any tensor is made.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A size is out of range or does not fit another one.</exception>
    public ArbexOptions Validated()
    {
        OptionCheck.InRange(InputSize, 16, 1024, "inputSize");
        OptionCheck.Given(Image, "image");
        OptionCheck.Given(Landmark, "landmark");
        OptionCheck.Given(Fusion, "fusion");
        OptionCheck.Given(Transformer, "transformer");
        OptionCheck.Given(Reliability, "reliability");
        Image.Validated();
        Landmark.Validated();
        Fusion.Validated();
        Transformer.Validated();
        Reliability.Validated();

        for (var level = 0; level < CrossFusionOptions.Levels; level++)
        {
            var image = Image.MapSize(level);
            var fused = Fusion.MapSize(image);
            var landmark = Landmark.MapSize(level);
            var width = Image.StageWidths[level];
            OptionCheck.That(
                fused == landmark,
                $"At level {level + 1} the image map is {fused}x{fused} (after stride {Fusion.Stride}) and the landmark "
                + $"map {landmark}x{landmark}. They must be equal: change image.inputSize, landmark.inputSize, "
                + "image.stemStride or fusion.stride.");
            OptionCheck.That(
                fused % Fusion.Windows[level] == 0,
                $"The level {level + 1} map of {fused}x{fused} cannot be cut into windows of {Fusion.Windows[level]}. "
                + $"Choose fusion.windows[{level}] among the divisors of {fused}.");
            OptionCheck.That(
                width % Fusion.Heads[level] == 0,
                $"image.stageWidths[{level}] = {width} is not a multiple of fusion.heads[{level}] = {Fusion.Heads[level]}.");
        }

        OptionCheck.That(
            CrossFusionOptions.TokenSize(this, 0) == CrossFusionOptions.TokenSize(this, 2)
                && CrossFusionOptions.TokenSize(this, 1) == CrossFusionOptions.TokenSize(this, 2),
            $"The three levels give {CrossFusionOptions.TokenSize(this, 0)}, {CrossFusionOptions.TokenSize(this, 1)} and "
            + $"{CrossFusionOptions.TokenSize(this, 2)} tokens a side; they must be equal. Choose an input size that "
            + "halves evenly, such as 64, 112 or 224.");
        return this;
    }

    /// <summary>Checks every size against every other and against the number of classes.</summary>
    /// <param name="classes">Number of classes N.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A size is out of range or does not fit another one.</exception>
    public ArbexOptions Validated(int classes)
    {
        Validated();
        Reliability.Validated(Reliability.Reduction > 0 ? Reliability.Reduction : Transformer.Width, classes);
        return this;
    }
}
