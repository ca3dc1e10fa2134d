namespace Arbex.Checkpoints;

/// <summary>The tables of names: POSTER++ and ARBEx as published, to ours.</summary>
public static class PublishedLayouts
{
    internal const string NeverComputed = "present in the published network but never computed";
    private const string Derived = "follows from the window's side";

    /// <summary>POSTER++ (both class counts), whole network; fits <see cref="Networks.ArbexOptions.PosterPlusPlus"/>.</summary>
    public static PublishedLayout PosterPlusPlus { get; } = new(
        "POSTER++",
        unused:
        [
            (@"^VIT\.(patch_embed|eca_block|CON1|IRLinear1|IRLinear2)\.", NeverComputed),
            (@"^VIT\.blocks\.\d+\.conv\.", NeverComputed),
            (@"^ir_back\.output_layer\.", NeverComputed),
            (@"^face_landback\.output_layer\.", PublishedBackbones.PointsUnused),
            (@"^attn\d\.relative_position_index$", Derived),
        ],
        renames:
        [
            (@"^face_landback\.", "encoder.landmark."),
            (@"^ir_back\.(input_layer|body[123])\.", "encoder.image.$1."),
            (@"^conv([123])\.", "encoder.fusion$1.downsample."),
            (@"^last_face_conv\.", "encoder.fusion3.landmark_projection."),
            (@"^window([123])\.norm\.", "encoder.fusion$1.norm."),
            (@"^attn([123])\.", "encoder.fusion$1.attention."),
            (@"^ffn([123])\.", "encoder.fusion$1.feed_forward."),
            (@"^embed_q\.", "encoder.tokens.fine."),
            (@"^embed_k\.", "encoder.tokens.middle."),
            (@"^embed_v\.proj\.", "encoder.tokens.coarse.0."),
            (@"^VIT\.head\.linear\.", "balancer.head.net.0."),
            (@"^VIT\.", "encoder.transformer."),
        ]);

    /// <summary>ARBEx's encoder file (<c>vit.*</c>).</summary>
    public static PublishedLayout ArbexEncoder { get; } = new(
        "ARBEx encoder",
        unused:
        [
            (@"^vit\.(patch_embed|CON1|IRLinear1|IRLinear2)\.", NeverComputed),
            (@"^vit\.blocks\.\d+\.conv\.", NeverComputed),
            (@"^attns\.\d\.index_relative$", Derived),
        ],
        renames:
        [
            (@"^conv\.", "encoder.fusion3.landmark_projection."),
            .. Levels(@"^convs\.{0}\.", "encoder.fusion{1}.downsample."),
            .. Levels(@"^window_module\.{0}\.norm\.", "encoder.fusion{1}.norm."),
            .. Levels(@"^attns\.{0}\.table$", "encoder.fusion{1}.attention.relative_position_bias_table"),
            .. Levels(@"^attns\.{0}\.linear\.", "encoder.fusion{1}.attention.proj."),
            .. Levels(@"^attns\.{0}\.", "encoder.fusion{1}.attention."),
            .. Levels(@"^ffns\.{0}\.gamma_", "encoder.fusion{1}.feed_forward.gamma"),
            .. Levels(@"^ffns\.{0}\.mlp\.0\.", "encoder.fusion{1}.feed_forward.mlp.fc1."),
            .. Levels(@"^ffns\.{0}\.mlp\.3\.", "encoder.fusion{1}.feed_forward.mlp.fc2."),
            .. Levels(@"^ffns\.{0}\.", "encoder.fusion{1}.feed_forward."),
            (@"^embs\.0\.", "encoder.tokens.fine."),
            (@"^embs\.1\.", "encoder.tokens.middle.0."),
            (@"^embs\.2\.proj\.", "encoder.tokens.coarse.0."),
            (@"^vit\.", "encoder.transformer."),

            .. PublishedBackbones.ArbexImage(@"ir\."),
            .. PublishedBackbones.ArbexLandmark(@"landmark\."),
        ]);

    /// <summary>ARBEx's other files: classifier (<c>net.*</c>), anchors and attention (<c>Q, K, V, attn_fn</c>).</summary>
    public static PublishedLayout ArbexBalancing { get; } = new(
        "ARBEx classifier, anchors and attention",
        unused: [],
        renames:
        [
            (@"^net\.(?=\d+\.)", "balancer.head.net."),
            (@"^anchors$", "balancer.anchors"),
            (@"^(Q|K|V|attn_fn)\.", "balancer.attention.$1."),
        ]);

    /// <summary>Checkpoints of this program; every name is ours already.</summary>
    public static PublishedLayout Arbex { get; } = new(
        "Arbex checkpoint",
        unused: [(@"^training\.", "the state of a training run")],
        renames: [(@"^(encoder|balancer)\.", "$1.")]);

    /// <summary>Every table, whole networks before their parts.</summary>
    public static IReadOnlyList<PublishedLayout> All { get; } =
    [
        Arbex, PosterPlusPlus, PublishedBackbones.Poster, ArbexEncoder, ArbexBalancing, PublishedBackbones.Image,
        PublishedBackbones.ImagePosterPlusPlus, PublishedBackbones.ImageArbex, PublishedBackbones.Landmark,
        PublishedBackbones.LandmarkArbex,
    ];

    private static IEnumerable<(string Pattern, string Replacement)> Levels(string pattern, string replacement) =>
        Enumerable.Range(0, 3).Select(level => (
            pattern.Replace("{0}", $"{level}", StringComparison.Ordinal),
            replacement.Replace("{1}", $"{level + 1}", StringComparison.Ordinal)));
}
