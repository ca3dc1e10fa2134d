using System.Text.Json;
using Arbex.Reliability;
using CsCheck;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex.Tests.Reliability;

/// <summary>Equations 15 to 17 against torch's own multi-head attention, and what may depend on the batch.</summary>
public sealed class AttentiveCorrectionTests
{
    private const int Width = 8;
    private const int Classes = 3;
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Attention_over_the_batch_agrees_in_training(int heads)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("attentive_correction.json");
        using var correction = Filled(golden, AttentionMode.CrossBatch, heads);
        var expected = golden.GetProperty($"cross_batch_heads{heads}");

        correction.train();
        TensorAssert.Close(expected.Tensor("out"), correction.Attend(golden.Tensor("embeddings")), Tolerance, "out");
        TensorAssert.Close(expected.Tensor("t_a"), correction.call(golden.Tensor("embeddings")), Tolerance, "t_a");
    }

    [Theory]
    [InlineData(AttentionMode.SingleToken, true)]
    [InlineData(AttentionMode.SingleToken, false)]
    [InlineData(AttentionMode.CrossBatch, false)]
    public void A_sample_alone_agrees_with_the_literal_reading(AttentionMode mode, bool training)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("attentive_correction.json");
        var expected = golden.GetProperty("per_sample_single_token");
        foreach (var heads in new[] { 1, 2, 3 })
        {
            using var correction = Filled(golden, mode, heads);
            correction.train(training);
            TensorAssert.Close(expected.Tensor("out"), correction.Attend(golden.Tensor("embeddings")), Tolerance, "out");
            TensorAssert.Close(expected.Tensor("t_a"), correction.call(golden.Tensor("embeddings")), Tolerance, "t_a");
        }
    }

    [Theory]
    [InlineData(AttentionMode.Tokens, AttentionReadout.Anchors)]
    [InlineData(AttentionMode.Tokens, AttentionReadout.Classes)]
    [InlineData(AttentionMode.SingleToken, AttentionReadout.Anchors)]
    [InlineData(AttentionMode.SingleToken, AttentionReadout.Classes)]
    [InlineData(AttentionMode.CrossBatch, AttentionReadout.Anchors)]
    [InlineData(AttentionMode.CrossBatch, AttentionReadout.Classes)]
    public void Every_answer_is_a_distribution(AttentionMode mode, AttentionReadout readout)
    {
        using var correction = Small(mode, readout);
        TensorGen.Rows(5, Width).Holds(
            values =>
            {
                foreach (var training in new[] { true, false })
                {
                    correction.train(training);
                    var answer = correction.call(TensorGen.Of(values, 5, Width));
                    Assert.Equal([5, Classes], answer.shape);
                    TensorAssert.Distributions(answer, 1e-9, $"t_a, training {training}");
                }
            },
            30);
    }

    [Theory]
    [InlineData(AttentionMode.Tokens)]
    [InlineData(AttentionMode.SingleToken)]
    [InlineData(AttentionMode.CrossBatch)]
    public void In_evaluation_an_answer_never_depends_on_the_rest_of_the_batch(AttentionMode mode)
    {
        using var correction = Small(mode, AttentionReadout.Anchors);
        correction.eval();
        Gen.Select(TensorGen.Rows(4, Width), TensorGen.Rows(3, Width)).Holds(
            (example) =>
            {
                var (own, others) = (TensorGen.Of(example.Item1, 4, Width), TensorGen.Of(example.Item2, 3, Width));
                var together = correction.call(cat([own, others]));
                TensorAssert.Close(correction.call(own), together[..4], 1e-9, "beside others");
                for (var i = 0; i < 4; i++)
                {
                    TensorAssert.Close(correction.call(own[i].unsqueeze(0)), together[i].unsqueeze(0), 1e-9, $"sample {i} alone");
                }
            },
            30);
    }

    [Theory]
    [InlineData(AttentionMode.Tokens, false)]
    [InlineData(AttentionMode.SingleToken, false)]
    [InlineData(AttentionMode.CrossBatch, true)]
    public void In_training_only_attention_over_the_batch_depends_on_it(AttentionMode mode, bool depends)
    {
        using var scope = NewDisposeScope();
        using var correction = Small(mode, AttentionReadout.Anchors);
        correction.train();
        var batch = randn(4, Width, ScalarType.Float64);
        var changed = batch.clone();
        changed[3] = changed[3] * -3 + 1;
        var difference = (correction.call(batch)[0] - correction.call(changed)[0]).abs().max().item<double>();
        Assert.Equal(depends, difference > 1e-6);
    }

    [Theory]
    [InlineData(AttentionMode.Tokens)]
    [InlineData(AttentionMode.SingleToken)]
    [InlineData(AttentionMode.CrossBatch)]
    public void Permuting_the_batch_permutes_the_answers(AttentionMode mode)
    {
        using var correction = Small(mode, AttentionReadout.Anchors);
        correction.train();
        Gen.Select(TensorGen.Rows(6, Width), Gen.Shuffle(Enumerable.Range(0, 6).Select(i => (long)i).ToArray())).Holds(
            example =>
            {
                var batch = TensorGen.Of(example.Item1, 6, Width);
                var order = tensor(example.Item2);
                TensorAssert.Close(
                    correction.call(batch).index_select(0, order), correction.call(batch.index_select(0, order)), 1e-9, "t_a");
            },
            30);
    }

    private static AttentiveCorrection Small(AttentionMode mode, AttentionReadout readout)
    {
        var options = new ReliabilityOptions
        {
            AnchorsPerClass = 2,
            AttentionMode = mode,
            AttentionReadout = readout,
            AttentionTokens = 4,
            AttentionHeads = mode == AttentionMode.Tokens ? 2 : 3,
        };
        var correction = new AttentiveCorrection(options, Width, Classes);
        correction.to(ScalarType.Float64);
        return correction;
    }

    private static AttentiveCorrection Filled(JsonElement golden, AttentionMode mode, int heads)
    {
        var options = new ReliabilityOptions { AnchorsPerClass = 2, AttentionMode = mode, AttentionHeads = heads };
        var correction = new AttentiveCorrection(options, Width, Classes);
        correction.to(ScalarType.Float64);
        var state = correction.state_dict();
        var given = golden.GetProperty("params");
        using var noGradient = no_grad();
        foreach (var (key, name) in new[]
        {
            ("Q.weight", "Qw"), ("Q.bias", "Qb"), ("K.weight", "Kw"), ("K.bias", "Kb"), ("V.weight", "Vw"), ("V.bias", "Vb"),
            ("attn_fn.in_proj_weight", "in_proj_weight"), ("attn_fn.in_proj_bias", "in_proj_bias"),
            ("attn_fn.out_proj.weight", "out_proj_weight"), ("attn_fn.out_proj.bias", "out_proj_bias"),
        })
        {
            state[key].copy_(given.Tensor(name));
        }

        return correction;
    }
}
