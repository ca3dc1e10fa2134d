using Arbex.Export.Quantization;
using Arbex.Inference;
using Arbex.Networks;
using Arbex.Reliability;
using Arbex.Tests;

namespace Arbex.Export.Tests.Quantization;

/// <summary>Files on bytes, from a network to the answers of the file.</summary>
public sealed class ByteExportTests : IDisposable
{
    private readonly TemporaryRun _run = new();

    public static TheoryData<AttentionMode> Modes => [.. Enum.GetValues<AttentionMode>()];

    public void Dispose() => _run.Dispose();

    [Theory]
    [MemberData(nameof(Modes))]
    public void Answers_stay_close_whatever_attends(AttentionMode mode) => AssertClose(TestNetworks.Small with
    {
        Reliability = TestNetworks.Small.Reliability with
        {
            AttentionMode = mode,
            AttentionHeads = mode == AttentionMode.Tokens ? 2 : 3,
        },
    });

    [Fact]
    public void Answers_of_compact_stay_close_in_under_a_third_of_the_space()
    {
        AssertClose(ArbexOptions.Compact);
        var bytes = new FileInfo(_run["model.onnx"]).Length;
        Export(ArbexOptions.Compact, new ExportOptions(), TestNetworks.OneThread);

        Assert.InRange(bytes / (double)new FileInfo(_run["model.onnx"]).Length, 0.2, 0.3);
    }

    [Fact]
    public void Answers_without_anchors_stay_close() => AssertClose(TestNetworks.Small with
    {
        Reliability = TestNetworks.Small.Reliability with { AnchorsPerClass = 0 },
    });

    [Theory]
    [InlineData(RangeMethod.Percentile)]
    [InlineData(RangeMethod.MinMax)]
    [InlineData(RangeMethod.Entropy)]
    public void Every_way_to_choose_ranges_gives_a_file_that_answers(RangeMethod method)
    {
        var report = Export(
            TestNetworks.Small, Bytes(new ByteOptions { Ranges = method }), Material(TestNetworks.Small));

        Assert.Equal(0, report.Check.OtherAnswers);
    }

    [Fact]
    public void The_same_network_and_faces_give_the_same_bytes()
    {
        byte[] Written()
        {
            Export(TestNetworks.Small, Bytes(new ByteOptions()), Material(TestNetworks.Small));
            return File.ReadAllBytes(_run["model.onnx"]);
        }

        Assert.Equal(Written(), Written());
    }

    [Fact]
    public void Layers_can_stay_in_float32_and_the_report_names_all_others()
    {
        var all = Export(TestNetworks.Small, Bytes(new ByteOptions()), Material(TestNetworks.Small) with { SensitivityFaces = 4 });
        var some = Export(
            TestNetworks.Small, Bytes(new ByteOptions { KeepFloat = ["encoder/image"] }), Material(TestNetworks.Small));
        var kept = all.Sensitivity.Count(layer => layer.Layer.StartsWith("encoder/image", StringComparison.Ordinal));

        Assert.Equal(all.LayersOnBytes, all.Sensitivity.Length);
        Assert.Equal(all.LayersOnBytes - kept, some.LayersOnBytes);
        Assert.InRange(kept, 1, all.LayersOnBytes - 1);
        Assert.All(all.Sensitivity, layer => Assert.InRange(layer.Change, 0, 1));
        Assert.Contains(all.Sensitivity, layer => layer.Change > 0);
        Assert.Equal(all.Sensitivity.OrderByDescending(layer => layer.Change), all.Sensitivity);
    }

    [Fact]
    public void Too_few_faces_and_layers_that_are_not_there_are_told()
    {
        AssertRefused(new ByteOptions(), Material(TestNetworks.Small, 7), "7 faces", "8");
        AssertRefused(new ByteOptions { KeepFloat = ["decoder"] }, Material(TestNetworks.Small), "'decoder'", "encoder/");
        AssertRefused(new ByteOptions { Percentile = 40 }, Material(TestNetworks.Small), "40", "99.99");
        Assert.Empty(Directory.EnumerateFiles(_run.Path));
    }

    [Fact]
    public void A_file_of_other_answers_is_not_left_but_what_each_layer_changes_is_told()
    {
        var told = 0;
        // Ranges of black faces say nothing of others.
        float[][] black = [.. Enumerable.Range(0, 8).Select(_ => new float[3 * 32 * 32])];
        float[][] faces = [.. DrawnFaces.Of(40, 32).Select(face => Array.ConvertAll(face, number => 40 * number))];
        var refused = Assert.Throws<ExportException>(() => Export(
            TestNetworks.Small, Bytes(new ByteOptions()), TestNetworks.OneThread with
            {
                RangeFaces = black,
                CheckFaces = faces,
                SensitivityFaces = 2,
                TellSensitivity = layers => told = layers.Length,
            }));

        Assert.Contains("of 40 faces", refused.Message, StringComparison.Ordinal);
        Assert.True(told > 0);
        Assert.Empty(Directory.EnumerateFiles(_run.Path));
    }

    private void AssertClose(ArbexOptions options)
    {
        var report = Export(
            options, Bytes(new ByteOptions()),
            Material(options) with { CheckFaces = DrawnFaces.Of(24, options.InputSize) });

        Assert.Equal(ModelPrecision.Quantized, report.Description.Precision);
        Assert.Equal(24, report.Check.Faces);
        Assert.InRange(report.Check.OtherAnswers, 0, 2); // a network that learnt nothing is torn between its classes
        Assert.All(report.Check.Outputs, output => Assert.InRange(output.Faces!.Value, 1e-7, 0.15));
    }

    private void AssertRefused(ByteOptions options, ExportMaterial material, params string[] words)
    {
        var refused = Assert.Throws<ExportException>(() => Export(TestNetworks.Small, Bytes(options), material));
        Assert.All(words, word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
    }

    private static ExportOptions Bytes(ByteOptions options) => new() { Precision = ModelPrecision.Quantized, Bytes = options };

    private static ExportMaterial Material(ArbexOptions options, int faces = 12) =>
        TestNetworks.OneThread with { RangeFaces = DrawnFaces.Of(faces, options.InputSize) };

    private ExportReport Export(ArbexOptions options, ExportOptions how, ExportMaterial material)
    {
        using var network = TestNetworks.Build(options);
        return ModelExporter.Export(
            network, TestNetworks.InfoOf(options), _run["model.onnx"], how, material, TestContext.Current.CancellationToken);
    }
}
