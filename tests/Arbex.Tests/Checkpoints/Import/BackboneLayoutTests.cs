using Arbex.Checkpoints;
using Arbex.Networks;

namespace Arbex.Tests.Checkpoints.Import;

/// <summary>
/// Every key of a backbone that is published alone has its place, of the same shape, or a stated reason.
/// </summary>
public sealed class BackboneLayoutTests
{
    private static readonly LandmarkBackboneOptions WithPoints = new() { Points = 68 };

    [Fact]
    public void IR_50_under_the_names_of_POSTER_plus_plus_and_of_ARBEx_fills_the_image_stream()
    {
        using var network = new ImageBackbone(new ImageBackboneOptions());
        var ours = Named(network.state_dict(), "encoder.image.");
        FitsExactly(PublishedBackbones.ImagePosterPlusPlus, Within("posterpp_7.csv", "ir_back."), ours);
        FitsExactly(PublishedBackbones.ImageArbex, Within("arbex_vit.csv", "ir."), ours);
    }

    [Fact]
    public void MobileFaceNet_under_both_names_fills_the_landmark_stream()
    {
        using var whole = new LandmarkBackbone(WithPoints);
        using var trunk = new LandmarkBackbone(new LandmarkBackboneOptions());
        FitsExactly(
            PublishedBackbones.Landmark, Within("posterpp_7.csv", "face_landback."),
            Named(whole.state_dict(), "encoder.landmark."));
        FitsExactly(
            PublishedBackbones.LandmarkArbex, Within("arbex_vit.csv", "landmark."),
            Named(trunk.state_dict(), "encoder.landmark."));
    }

    [Theory]
    [InlineData("ir50_poster.csv", "encoder.image.")]
    [InlineData("ir50_posterpp.csv", "encoder.image.")]
    [InlineData("arbex_ir.csv", "encoder.image.")]
    [InlineData("mobilefacenet.csv", "encoder.landmark.")]
    [InlineData("arbex_landmark.csv", "encoder.landmark.")]
    [InlineData("poster_raf_small.csv", "encoder.image.", "encoder.landmark.")]
    [InlineData("poster_raf_base.csv", "encoder.image.", "encoder.landmark.")]
    [InlineData("poster_raf_large.csv", "encoder.image.", "encoder.landmark.")]
    [InlineData("poster_affect_large.csv", "encoder.image.", "encoder.landmark.")]
    public void The_published_list_of_keys_is_recognised_and_fills_its_streams(string file, params string[] prefixes)
    {
        var keys = Keys(SharedData.FileOrSkip($"specs/keys/{file}"));
        using var image = new ImageBackbone(new ImageBackboneOptions());
        using var landmark = new LandmarkBackbone(
            file.StartsWith("mobile", StringComparison.Ordinal) ? WithPoints : new());
        var ours = Named(image.state_dict(), "encoder.image.").Concat(Named(landmark.state_dict(), "encoder.landmark."))
            .Where(pair => prefixes.Any(prefix => pair.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(StringComparer.Ordinal);
        var best = PublishedLayouts.All.MaxBy(layout => keys.Count(key => layout.Map(key.Key).Key is not null))!;
        FitsExactly(best, keys, ours);
    }

    [Fact]
    public void The_fourth_stage_of_IR_50_has_no_place_and_a_reason()
    {
        for (var unit = 0; unit < 24; unit++)
        {
            var (key, reason) = PublishedBackbones.Image.Map($"body.{unit}.res_layer.0.weight");
            Assert.Equal(unit >= 21, key is null);
            Assert.Equal(unit >= 21, reason is not null);
        }
    }

    private static void FitsExactly(
        PublishedLayout layout, IReadOnlyList<(string Key, long[] Shape)> published,
        IReadOnlyDictionary<string, long[]> ours)
    {
        var open = ours.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (key, shape) in published)
        {
            var (own, reason) = layout.Map(key);
            if (own is null)
            {
                Assert.True(reason is not null, $"{layout.Name}: {key} has no place and no reason");
                continue;
            }

            Assert.True(open.Remove(own), $"{layout.Name}: {key} -> {own}, which does not exist or is taken");
            Assert.Equal(shape, ours[own]);
        }

        Assert.Empty(open);
    }

    private static Dictionary<string, long[]> Named(Dictionary<string, TorchSharp.torch.Tensor> state, string prefix) =>
        state.ToDictionary(pair => prefix + pair.Key, pair => pair.Value.shape, StringComparer.Ordinal);

    /// <summary>The keys of a module inside a whole network, as its own file would have them.</summary>
    private static (string Key, long[] Shape)[] Within(string file, string prefix) =>
    [
        .. PublishedKeys.Read(file).Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(row => (row.Key[prefix.Length..], row.Shape)),
    ];

    private static (string Key, long[] Shape)[] Keys(string path) =>
    [
        .. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells =>
            (cells[0], cells[1] == "scalar" ? Array.Empty<long>() : [.. cells[1].Split('x').Select(long.Parse)])),
    ];
}
