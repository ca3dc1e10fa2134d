using System.Text.Json;
using Arbex.Checkpoints;
using Arbex.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex.Tests.Networks;

/// <summary>
/// The published POSTER++ and ARBEx modules and ours, filled with the same formula weights, give the same numbers at
/// every inner stage (float64).
/// </summary>
public sealed class PublishedFingerprintTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void The_weight_formula_gives_its_published_check_values()
    {
        var values = FormulaWeights.Values("emb", 3);
        Assert.Equal(-0.7014032291943129, values[0], 15);
        Assert.Equal(0.06863253170971761, values[1], 15);
        Assert.Equal(0.7176708561834801, values[2], 15);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Poster_plus_plus_agrees_at_every_stage(int classes)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var golden = GoldenFile.Read("model_fingerprints.json").GetProperty($"posterpp_{classes}");
        using var network = Filled(
            new ArbexNet(ArbexOptions.PosterPlusPlus, classes), PublishedLayouts.PosterPlusPlus, $"posterpp_{classes}.csv");
        var images = FormulaWeights.Input(2, 3, 224, 224);

        var landmarks = network.Encoder.Landmark.call(images);
        var maps = network.Encoder.Image.call(images);
        for (var level = 0; level < 3; level++)
        {
            Agrees(golden.GetProperty("landmark")[level], landmarks[level], $"landmark map {level + 1}");
            Agrees(golden.GetProperty("ir")[level], maps[level], $"image map {level + 1}");
        }

        var classToken = network.Encoder.Transformer.ClassToken(network.Encoder.Tokens(images));
        Agrees(golden.GetProperty("vit_cls"), classToken, "class token");
        Agrees(golden.GetProperty("se_out"), network.Encoder.Transformer.Gate(classToken), "embedding");

        var output = network.call(images);
        TensorAssert.Close(golden.Tensor("logits"), output.Logits, Tolerance, "logits");
    }

    [Fact]
    public void The_published_encoder_of_ARBEx_gives_the_same_embedding()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var golden = GoldenFile.Read("model_fingerprints.json").GetProperty("arbex_vit");
        using var network = Filled(new ArbexNet(ArbexOptions.Paper, 8), PublishedLayouts.ArbexEncoder, "arbex_vit.csv");

        Agrees(golden.GetProperty("emb"), network.Encoder.call(FormulaWeights.Input(2, 3, 224, 224)), "embedding");
    }

    private static ArbexNet Filled(ArbexNet network, PublishedLayout layout, string keys)
    {
        var ours = network.state_dict();
        foreach (var (key, shape, floating) in PublishedKeys.Read(keys))
        {
            if (floating && layout.Map(key).Key is { } own)
            {
                ours[own].copy_(FormulaWeights.For(key, shape));
            }
        }

        network.to(ScalarType.Float64);
        network.eval();
        return network;
    }

    /// <summary>Compares sums over the whole tensor and its first and last elements.</summary>
    private static void Agrees(JsonElement golden, Tensor actual, string what)
    {
        var flat = actual.flatten();
        Assert.Equal(golden.GetProperty("n").GetInt64(), flat.numel());
        foreach (var (name, sum) in new[]
        {
            ("sum", flat.sum()), ("abs_sum", flat.abs().sum()), ("sq_sum", flat.square().sum()),
        })
        {
            var expected = golden.Number(name);
            // A sum of n elements that each agree to the tolerance; never looser than that relative to all of it.
            TensorAssert.Close(expected, sum, Tolerance * Math.Max(1, Math.Abs(golden.Number("abs_sum"))), $"{what}: {name}");
        }

        var first = golden.Tensor("first");
        var last = golden.Tensor("last");
        TensorAssert.Close(first, flat[TensorIndex.Slice(0, first.shape[0])], Tolerance, $"{what}: first elements");
        TensorAssert.Close(last, flat[TensorIndex.Slice(-last.shape[0])], Tolerance, $"{what}: last elements");
    }
}
