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
    public void Every_preset_passes_in_batches()
    {
        foreach (var options in new[] { ArbexOptions.Compact, ArbexOptions.Paper, ArbexOptions.PosterPlusPlus })
        {
            var guard = GuardedModel.Of(Exported(options, ModelPrecision.Full), options.InputSize.ToString(), "");
            guard.Check(1, 3, options.InputSize, options.InputSize);
            guard.Check(256, 3, options.InputSize, options.InputSize);
        }
    }

    private static byte[] Exported(ArbexOptions options, ModelPrecision precision)
    {
        using var network = TestNetworks.Build(options);
        using var stream = new MemoryStream();
        ExportedModel.Of(network, TestNetworks.InfoOf(options), new ExportOptions { Precision = precision }, "fuzz").Write(stream);
        return stream.ToArray();
    }
}
