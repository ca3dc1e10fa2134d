using Arbex.Inference;
using Arbex.Inference.Onnx;
using Arbex.Inference.Tests.Onnx;
using Arbex.Networks;

namespace Arbex.Export.Tests;

/// <summary>Damage to a whole exported network, with every operator that Arbex writes, and what looking it through takes.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class ExportedModelFuzzTests
{
    [Theory]
    [InlineData(ModelPrecision.Full, 1000)]
    [InlineData(ModelPrecision.Half, 300)]
    public void Damaged_exports_are_used_or_refused_by_name(ModelPrecision precision, int count)
    {
        var fuzz = new ModelFuzz();
        fuzz.Try(Exported(TestNetworks.Small, precision), count, seed: 5, (file, name) =>
        {
            using var model = OnnxExpressionModel.Open(file, name);
            model.Run(new float[model.Description.Preprocessing.InputLength], 1, withEmbeddings: true);
        });

        Assert.InRange(fuzz.Used, count / 100, count);
        Assert.InRange(fuzz.RefusedLater, 0, fuzz.Refused / 4);
    }

    [Fact]
    public void Every_preset_passes_in_batches_and_takes_a_quarter_of_what_is_allowed_at_most()
    {
        foreach (var (options, precision) in new[]
        {
            (ArbexOptions.Compact, ModelPrecision.Full), (ArbexOptions.Paper, ModelPrecision.Full),
            (ArbexOptions.PosterPlusPlus, ModelPrecision.Full), (ArbexOptions.Compact, ModelPrecision.Half),
            (ArbexOptions.Compact, ModelPrecision.Quantized), (ArbexOptions.Paper, ModelPrecision.Quantized),
        })
        {
            var (file, side) = (Exported(options, precision), options.InputSize);
            GuardedModel.Of(file, "preset", "").Check(256, 3, side, side);

            var graph = OnnxReader.Read(file);
            var input = new GuardedTensor([1, 3, side, side]);
            var rounded = graph.Nodes.Where(node => node.Input.All(graph.Constants.ContainsKey))
                .SelectMany(node => node.Output).ToHashSet(StringComparer.Ordinal);
            var values = GraphWalk.Through(graph, new Dictionary<string, GuardedTensor> { [ModelTensors.Images] = input })
                .Where(value => !graph.Constants.ContainsKey(value.Key) && !rounded.Contains(value.Key))
                .Select(value => value.Value.Elements).ToArray();
            Assert.InRange(values.Max(), input.Elements, input.Elements * GraphWalk.ValuePerInput / 4);
            Assert.InRange(values.Sum(), input.Elements, input.Elements * GraphWalk.SumPerInput / 4);
        }
    }

    private static byte[] Exported(ArbexOptions options, ModelPrecision precision)
    {
        using var network = TestNetworks.Build(options);
        using var stream = new MemoryStream();
        var faces = precision == ModelPrecision.Quantized ? DrawnFaces.Of(8, options.InputSize) : [];
        ExportedModel.Of(
            network, TestNetworks.InfoOf(options), new ExportOptions { Precision = precision }, "fuzz",
            TestNetworks.OneThread with { RangeFaces = faces }, TestContext.Current.CancellationToken).Write(stream);
        return stream.ToArray();
    }
}
