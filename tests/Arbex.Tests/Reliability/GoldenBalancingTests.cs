using System.Text.Json;
using Arbex.Losses;
using Arbex.Reliability;
using static TorchSharp.torch;

namespace Arbex.Tests.Reliability;

/// <summary>Equations 9 to 23 against reference numbers made by an independent implementation, float64.</summary>
public sealed class GoldenBalancingTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Cases() =>
        ["base", "delta0.5_tau2_attnNK", "eq11_literal_divideN", "paper_size_128_8_10"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_intermediate_of_the_balancing_agrees(string name)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("reliability_balancing.json").GetProperty(name);
        var given = Inputs.Of(golden);

        var distances = AnchorCorrection.Distances(given.Embeddings, given.Anchors);
        TensorAssert.Close(golden.Tensor("d"), distances, Tolerance, "d");
        TensorAssert.Close(golden.Tensor("s"), AnchorCorrection.Similarities(distances, given.Options.Delta), Tolerance, "s");

        var output = given.Balance();
        var divisor = given.Options.EntropyDivisor;
        TensorAssert.Close(golden.Tensor("l"), output.Primary, Tolerance, "l");
        TensorAssert.Close(golden.Tensor("H_l"), Confidence.NormalizedEntropy(output.Primary, divisor), Tolerance, "H_l");
        TensorAssert.Close(golden.Tensor("C_l"), output.PrimaryConfidence, Tolerance, "C_l");
        TensorAssert.Close(golden.Tensor("t_g"), output.Anchor!, Tolerance, "t_g");
        TensorAssert.Close(golden.Tensor("C_g"), Confidence.Of(output.Anchor!, divisor), Tolerance, "C_g");
        TensorAssert.Close(golden.Tensor("t_a"), output.Attention!, Tolerance, "t_a");
        TensorAssert.Close(golden.Tensor("C_a"), Confidence.Of(output.Attention!, divisor), Tolerance, "C_a");
        TensorAssert.Close(golden.Tensor("t"), output.Correction!, Tolerance, "t");
        TensorAssert.Close(golden.Tensor("C_t"), Confidence.Of(output.Correction!, divisor), Tolerance, "C_t");
        TensorAssert.Close(golden.Tensor("L_final"), output.Final, Tolerance, "L_final");
        TensorAssert.Close(golden.Tensor("pred"), output.Final.argmax(-1), 0, "prediction");
        TensorAssert.Close(
            golden.Tensor("w_g"),
            ReliabilityFusion.FirstWeight(Confidence.Of(output.Anchor!, divisor), Confidence.Of(output.Attention!, divisor)),
            Tolerance, "w_g");
        TensorAssert.Close(
            golden.Tensor("w_l"),
            ReliabilityFusion.FirstWeight(output.PrimaryConfidence, Confidence.Of(output.Correction!, divisor)),
            Tolerance, "w_l");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_form_of_every_loss_agrees(string name)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("reliability_balancing.json").GetProperty(name);
        var given = Inputs.Of(golden);
        var output = given.Balance();

        TensorAssert.Close(golden.Number("loss_cls_mean"), ClassLoss.Compute(output.Final, given.Targets), Tolerance, "cls");
        TensorAssert.Close(
            golden.Number("loss_cls_weighted"), ClassLoss.Compute(output.Final, given.Targets, given.ClassWeights),
            Tolerance, "weighted cls");
        foreach (var (key, form) in new[]
        {
            ("loss_anchor_eq21_sum", AnchorLossForm.Sum),
            ("loss_anchor_eq21_meanpairs_overD", AnchorLossForm.MeanOverPairs),
            ("loss_anchor_released", AnchorLossForm.Released),
        })
        {
            var expected = golden.Number(key);
            TensorAssert.Close(
                expected, AnchorLoss.Compute(given.Anchors, form), Tolerance * Math.Max(1, Math.Abs(expected)), key);
        }

        TensorAssert.Close(
            golden.Number("loss_center_eq22_mean"),
            CenterLoss.Compute(given.Embeddings, given.Anchors, given.Targets, CenterLossForm.Squared), Tolerance, "centre");
        TensorAssert.Close(
            golden.Number("loss_center_released"),
            CenterLoss.Compute(
                given.Embeddings, given.Anchors, given.Targets, CenterLossForm.Released, output.PrimaryConfidence),
            Tolerance, "released centre");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_total_loss_and_its_gradients_agree(string name)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("reliability_balancing.json").GetProperty(name);
        var given = Inputs.Of(golden);
        foreach (var leaf in new[] { given.Embeddings, given.Anchors, given.Logits, given.AttentionRaw })
        {
            leaf.requires_grad_();
        }

        var loss = ReliabilityLoss.Compute(given.Balance(), given.Anchors, given.Targets, Literal);
        TensorAssert.Close(golden.Number("loss_total"), loss.Total, Tolerance, "total");
        loss.Total.backward();

        var gradients = golden.GetProperty("grad_loss_total");
        TensorAssert.Close(gradients.Tensor("embeddings"), given.Embeddings.grad!, Tolerance, "embedding gradient");
        TensorAssert.Close(gradients.Tensor("anchors"), given.Anchors.grad!, Tolerance, "anchor gradient");
        TensorAssert.Close(gradients.Tensor("logits"), given.Logits.grad!, Tolerance, "logit gradient");
        TensorAssert.Close(gradients.Tensor("attn_raw"), given.AttentionRaw.grad!, Tolerance, "attention gradient");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_published_codes_trust_variant_agrees(string name)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("reliability_balancing.json").GetProperty(name);
        var given = Inputs.Of(golden);
        given = given with { Options = given.Options with { FusionForm = FusionForm.OfficialTrust } };
        var released = new LossOptions { AnchorForm = AnchorLossForm.Released, CenterForm = CenterLossForm.Released };
        foreach (var variant in golden.GetProperty("released_trust_variant").EnumerateObject())
        {
            var trust = double.Parse(variant.Name, System.Globalization.CultureInfo.InvariantCulture);
            var output = given.Balance(trust);
            TensorAssert.Close(variant.Value.Tensor("L"), output.Final, Tolerance, $"L at trust {trust}");
            var loss = ReliabilityLoss.Compute(output, given.Anchors, given.Targets, released, given.ClassWeights, trust);
            TensorAssert.Close(variant.Value.Number("cls"), loss.Class, Tolerance, $"cls at trust {trust}");
            TensorAssert.Close(variant.Value.Number("total"), loss.Total, Tolerance, $"total at trust {trust}");
        }
    }

    /// <summary>The reference total: mean NLL + mean-pair anchor loss + mean squared centre loss.</summary>
    private static LossOptions Literal { get; } =
        new() { AnchorForm = AnchorLossForm.MeanOverPairs, CenterForm = CenterLossForm.Squared };

    private sealed record Inputs(
        Tensor Embeddings, Tensor Anchors, Tensor Logits, Tensor AttentionRaw, Tensor Targets, Tensor ClassWeights,
        ReliabilityOptions Options)
    {
        public static Inputs Of(JsonElement golden)
        {
            var given = golden.GetProperty("inputs");
            var setup = golden.GetProperty("config");
            var classes = setup.GetProperty("N").GetInt64();
            return new Inputs(
                given.Tensor("embeddings"), given.Tensor("anchors"), given.Tensor("logits"), given.Tensor("attn_raw"),
                nn.functional.one_hot(given.Tensor("labels").to(ScalarType.Int64), classes).to(ScalarType.Float64),
                given.Tensor("class_weights"),
                new ReliabilityOptions
                {
                    Delta = setup.Number("delta"),
                    Temperature = setup.Number("tau"),
                    EntropyDivisor =
                        setup.GetProperty("entropy").GetString() == "N" ? EntropyDivisor.Classes : EntropyDivisor.LogClasses,
                });
        }

        public ReliabilityOutput Balance(double trust = 1) => ReliabilityBalancer.Balance(
            Embeddings, Logits, AnchorCorrection.Distribution(Embeddings, Anchors, Options.Delta),
            AttentiveCorrection.Distribution(AttentionRaw, (int)Logits.shape[1]), Options, trust);
    }
}
