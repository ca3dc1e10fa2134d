using Arbex.Inference;
using Arbex.Networks;
using Arbex.Reliability;
using Arbex.Tests;

namespace Arbex.Export.Tests;

/// <summary>Every form of the network answers in ONNX Runtime as in TorchSharp, on one face and on seven.</summary>
public sealed class ParityTests
{
    private static readonly ReliabilityOptions Balancing = TestNetworks.Small.Reliability;

    private static readonly Dictionary<string, ArbexOptions> Forms = new(StringComparer.Ordinal)
    {
        ["small"] = TestNetworks.Small,
        ["compact"] = ArbexOptions.Compact,
        ["plain units"] = TestNetworks.Small with
        {
            Image = TestNetworks.Small.Image with { Unit = ImageUnit.Plain, Activation = ChannelActivation.Rectifier },
        },
        ["residual units with rectifiers"] = TestNetworks.Small with
        {
            Image = TestNetworks.Small.Image with { Activation = ChannelActivation.Rectifier },
            Landmark = TestNetworks.Small.Landmark with { Activation = ChannelActivation.Rectifier },
        },
        ["units that widen and units that do not"] = TestNetworks.Small with
        {
            Image = TestNetworks.Small.Image with { StemWidth = 4, StageWidths = [8, 8, 16] },
        },
        ["landmarks of the image's width"] = TestNetworks.Small with
        {
            Landmark = TestNetworks.Small.Landmark with { OutputWidth = 8 },
        },
        ["a point output that is dead"] = TestNetworks.Small with
        {
            Landmark = TestNetworks.Small.Landmark with { Points = 5 },
        },
        ["one window for each map"] = TestNetworks.Small with
        {
            Fusion = TestNetworks.Small.Fusion with { Windows = [8, 4, 2] },
        },
        ["a query projection"] = TestNetworks.Small with
        {
            Fusion = TestNetworks.Small.Fusion with { QueryProjection = true },
        },
        ["a landmark shortcut"] = TestNetworks.Small with
        {
            Fusion = TestNetworks.Small.Fusion with { LandmarkShortcut = true },
        },
        ["the mean of all tokens"] = TestNetworks.Small with
        {
            Transformer = TestNetworks.Small.Transformer with { Readout = TokenReadout.Mean },
        },
        ["a single block"] = TestNetworks.Small with
        {
            Transformer = TestNetworks.Small.Transformer with { Depth = 1 },
        },
        ["streams of different sizes"] = TestNetworks.Small with
        {
            Image = TestNetworks.Small.Image with { InputSize = 16, StemStride = 1 },
        },
        ["twice the input"] = TestNetworks.Small with { InputSize = 64 },
        ["an input of no whole multiple"] = TestNetworks.Small with { InputSize = 50 },
        ["an input that is enlarged"] = TestNetworks.Small with
        {
            Image = TestNetworks.Small.Image with { InputSize = 64 },
            Landmark = TestNetworks.Small.Landmark with { InputSize = 64 },
        },
        ["no anchors"] = With(Balancing with { AnchorsPerClass = 0 }),
        ["no reduction"] = With(Balancing with { Reduction = 0 }),
        ["a normalised embedding"] = With(Balancing with { NormalizeEmbedding = true }),
        ["a normalised embedding without reduction"] = With(
            Balancing with { Reduction = 0, NormalizeEmbedding = true }),
        ["a linear head"] = With(Balancing with { HeadWidths = [] }),
        ["a deep head"] = With(Balancing with { HeadWidths = [8, 6] }),
        ["a head with dropout first"] = With(Balancing with { HeadOrder = HeadOrder.DropoutThenNormalization }),
        ["one anchor a class"] = With(Balancing with { AnchorsPerClass = 1 }),
        ["anchors at zero"] = With(Balancing with { AnchorStart = AnchorStart.Zero }),
        ["a steep similarity and a temperature"] = With(Balancing with { Delta = 0.2, Temperature = 2.5 }),
        ["the printed divisor"] = With(Balancing with { EntropyDivisor = EntropyDivisor.Classes }),
        ["detached corrections"] = With(Balancing with { DetachCorrections = true, DetachConfidence = true }),
    };

    public static TheoryData<string> EachForm => [.. Forms.Keys];

    public static TheoryData<AttentionMode, AttentionReadout, FusionForm> EachReading
    {
        get
        {
            var data = new TheoryData<AttentionMode, AttentionReadout, FusionForm>();
            foreach (var mode in Enum.GetValues<AttentionMode>())
            {
                foreach (var readout in Enum.GetValues<AttentionReadout>())
                {
                    foreach (var fusion in Enum.GetValues<FusionForm>())
                    {
                        data.Add(mode, readout, fusion);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EachForm))]
    public void Every_form_of_the_network_answers_alike(string form) => AssertAlike(Forms[form]);

    [Theory]
    [MemberData(nameof(EachReading))]
    public void Every_reading_of_attention_and_fusion_answers_alike(
        AttentionMode mode, AttentionReadout readout, FusionForm fusion) => AssertAlike(With(Balancing with
        {
            AttentionMode = mode,
            AttentionReadout = readout,
            FusionForm = fusion,
            AttentionHeads = mode == AttentionMode.Tokens ? 2 : readout == AttentionReadout.Anchors ? 3 : 1,
        }));

    [Theory]
    [InlineData("paper")]
    [InlineData("poster++")]
    public void The_papers_sizes_answer_alike(string preset) => AssertAlike(ArbexOptions.Preset(preset));

    [Theory]
    [InlineData("small")]
    [InlineData("compact")]
    [InlineData("no anchors")]
    public void Float16_stays_close(string form)
    {
        var report = Export(Forms[form], ModelPrecision.Half);

        Assert.Equal(ModelPrecision.Half, report.Description.Precision);
        Assert.Contains(report.Check.Outputs, output => output.Random > 1e-6);
    }

    private static ArbexOptions With(ReliabilityOptions reliability) =>
        TestNetworks.Small with { Reliability = reliability };

    private static void AssertAlike(ArbexOptions options)
    {
        var report = Export(options, ModelPrecision.Full);

        Assert.Equal(0, report.Check.OtherAnswers);
        Assert.Equal(options.Reliability.AnchorsPerClass > 0 ? 6 : 3, report.Check.Outputs.Length);
        Assert.All(report.Check.Outputs, output => Assert.InRange(output.Random!.Value, 0, 1e-4));
    }

    private static ExportReport Export(ArbexOptions options, ModelPrecision precision)
    {
        using var run = new TemporaryRun();
        using var network = TestNetworks.Build(options);
        return ModelExporter.Export(
            network, TestNetworks.InfoOf(options), run["model.onnx"], new ExportOptions { Precision = precision },
            TestNetworks.OneThread);
    }
}
