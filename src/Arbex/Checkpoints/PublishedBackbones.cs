namespace Arbex.Checkpoints;

/// <summary>
/// The tables of names of the two backbones where they are published alone, and of POSTER, which has both.
/// </summary>
public static class PublishedBackbones
{
    internal const string PointsUnused = "the landmark points themselves, which the expression network drops";
    private const string FourthStage = "the fourth stage, which expression networks leave out";
    private const string PosterFusion = "POSTER's own way of joining the streams";

    /// <summary>Units of IR-50's first three stages, which face.evoLVe numbers through.</summary>
    private static readonly int[] UnitsOfStages = [3, 4, 14];

    /// <summary>
    /// IR-50 as face.evoLVe and POSTER publish it: units numbered through, <c>body.0</c> to <c>body.23</c>.
    /// </summary>
    public static PublishedLayout Image { get; } = new(
        "IR-50 (face.evoLVe, POSTER)",
        unused: [(@"^body\.2[123]\.", FourthStage), (@"^output_layer\.", PublishedLayouts.NeverComputed)],
        renames: [.. NumberedThrough("")]);

    /// <summary>IR-50 as POSTER++ publishes it: <c>body1</c>, <c>body2</c>, <c>body3</c>.</summary>
    public static PublishedLayout ImagePosterPlusPlus { get; } = new(
        "IR-50 (POSTER++)",
        unused: [(@"^output_layer\.", PublishedLayouts.NeverComputed)],
        renames: [(@"^(input_layer|body[123])\.", "encoder.image.$1.")]);

    /// <summary>IR-50 under ARBEx's names: <c>net_1</c>, <c>net_2</c>, <c>net_3</c>.</summary>
    public static PublishedLayout ImageArbex { get; } = new("IR-50 (ARBEx)", unused: [], renames: [.. ArbexImage("")]);

    /// <summary>MobileFaceNet as pytorch_face_landmark publishes it, with its 68 points.</summary>
    public static PublishedLayout Landmark { get; } = new(
        "MobileFaceNet",
        unused: [],
        renames:
        [
            (@"^(conv1|conv2_dw|conv_\d+|conv_6_sep)\.", "encoder.landmark.$1."),
            (@"^output_layer\.(conv_6_dw|linear|bn)\.", "encoder.landmark.output_layer.$1."),
        ]);

    /// <summary>MobileFaceNet under ARBEx's names: <c>path_1</c>, <c>path_2</c>, <c>path_3</c>.</summary>
    public static PublishedLayout LandmarkArbex { get; } =
        new("MobileFaceNet (ARBEx)", unused: [], renames: [.. ArbexLandmark("")]);

    /// <summary>POSTER (all sizes): its two backbones, for what joins them differs from ours.</summary>
    public static PublishedLayout Poster { get; } = new(
        "POSTER",
        unused:
        [
            (@"^(pyramid_fuse|ir_layer|se_block|head)\.", PosterFusion),
            (@"^ir_back\.output_layer\.", PublishedLayouts.NeverComputed),
            (@"^face_landback\.output_layer\.", PointsUnused),
        ],
        renames: [.. NumberedThrough(@"ir_back\."), (@"^face_landback\.", "encoder.landmark.")]);

    /// <summary>
    /// MobileFaceNet with its points, wherever a file keeps it: alone, inside POSTER or POSTER++, or inside our own
    /// checkpoint.
    /// </summary>
    internal static PublishedLayout LandmarkWithPoints { get; } = new(
        "MobileFaceNet with its points",
        unused: [],
        renames:
        [
            (
                @"^(?:face_landback\.|encoder\.landmark\.)?(conv1|conv2_dw|conv_\d+|conv_6_sep)\.",
                "encoder.landmark.$1."),
            (
                @"^(?:face_landback\.|encoder\.landmark\.)?output_layer\.(conv_6_dw|linear|bn)\.",
                "encoder.landmark.output_layer.$1."),
        ]);

    /// <summary>ARBEx's names of IR-50.</summary>
    /// <param name="prefix">A pattern of what stands before them.</param>
    internal static IEnumerable<(string Pattern, string Replacement)> ArbexImage(string prefix) =>
    [
        ($@"^{prefix}input_layer\.", "encoder.image.input_layer."),
        ($@"^{prefix}net_([123])\.net\.(\d+)\.res\.", "encoder.image.body$1.$2.res_layer."),
        ($@"^{prefix}net_([123])\.net\.(\d+)\.shortcut\.", "encoder.image.body$1.$2.shortcut_layer."),
    ];

    /// <summary>ARBEx's names of MobileFaceNet.</summary>
    /// <param name="prefix">A pattern of what stands before them.</param>
    internal static IEnumerable<(string Pattern, string Replacement)> ArbexLandmark(string prefix) =>
    [
        ($@"^{prefix}path_1\.0\.", "encoder.landmark.conv1."),
        ($@"^{prefix}path_1\.1\.", "encoder.landmark.conv2_dw."),
        ($@"^{prefix}path_1\.2\.", "encoder.landmark.conv_23."),
        ($@"^{prefix}path_1\.3\.net\.(\d+)\.", "encoder.landmark.conv_3.model.$1."),
        ($@"^{prefix}path_2\.0\.", "encoder.landmark.conv_34."),
        ($@"^{prefix}path_2\.1\.net\.(\d+)\.", "encoder.landmark.conv_4.model.$1."),
        ($@"^{prefix}path_3\.0\.", "encoder.landmark.conv_45."),
        ($@"^{prefix}path_3\.1\.net\.(\d+)\.", "encoder.landmark.conv_5.model.$1."),
        ($@"^{prefix}path_3\.2\.", "encoder.landmark.conv_6_sep."),
        // A depthwise block holds three convolution blocks, each of which holds convolution, norm and slopes.
        (@"^(encoder\.landmark\.conv_(?:\d\d|\d\.model\.\d+))\.net\.0\.", "$1.conv."),
        (@"^(encoder\.landmark\.conv_(?:\d\d|\d\.model\.\d+))\.net\.1\.", "$1.conv_dw."),
        (@"^(encoder\.landmark\.conv_(?:\d\d|\d\.model\.\d+))\.net\.2\.", "$1.project."),
        (@"^(encoder\.landmark\..+)\.net\.0\.", "$1.conv."),
        (@"^(encoder\.landmark\..+)\.net\.1\.", "$1.bn."),
        (@"^(encoder\.landmark\..+)\.net\.2\.", "$1.prelu."),
    ];

    private static IEnumerable<(string Pattern, string Replacement)> NumberedThrough(string prefix)
    {
        yield return ($@"^{prefix}input_layer\.", "encoder.image.input_layer.");
        var number = 0;
        foreach (var (stage, units) in UnitsOfStages.Index())
        {
            for (var unit = 0; unit < units; unit++, number++)
            {
                yield return ($@"^{prefix}body\.{number}\.", $"encoder.image.body{stage + 1}.{unit}.");
            }
        }
    }
}
