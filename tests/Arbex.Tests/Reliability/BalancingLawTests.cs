using Arbex.Losses;
using Arbex.Reliability;
using CsCheck;
using static TorchSharp.torch;

namespace Arbex.Tests.Reliability;

/// <summary>What must hold for any finite input of reliability balancing.</summary>
public sealed class BalancingLawTests
{
    private const int Batch = 4;
    private const int Classes = 3;
    private const int PerClass = 2;
    private const int Width = 5;

    private static readonly Gen<Given> Examples =
        from embeddings in TensorGen.Rows(Batch, Width)
        from anchors in TensorGen.Rows(Classes * PerClass, Width)
        from logits in TensorGen.Rows(Batch, Classes)
        from attended in TensorGen.Rows(Batch, Classes * PerClass)
        select new Given(embeddings, anchors, logits, attended);

    public static TheoryData<FusionForm, EntropyDivisor> Forms() => new MatrixTheoryData<FusionForm, EntropyDivisor>(
        Enum.GetValues<FusionForm>(), Enum.GetValues<EntropyDivisor>());

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_distribution_stays_one(FusionForm form, EntropyDivisor divisor)
    {
        var options = new ReliabilityOptions { FusionForm = form, EntropyDivisor = divisor };
        Examples.Holds(given =>
        {
            foreach (var (type, tolerance) in new[] { (ScalarType.Float64, 1e-9), (ScalarType.Float32, 1e-5) })
            {
                var output = given.Balance(options, type);
                TensorAssert.Distributions(output.Primary, tolerance, "l");
                TensorAssert.Distributions(output.Anchor!, tolerance, "t_g");
                TensorAssert.Distributions(output.Attention!, tolerance, "t_a");
                TensorAssert.Distributions(output.Correction!, tolerance, "t");
                TensorAssert.Distributions(output.Final, tolerance, "L_final");
            }
        });
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1.0)]
    [InlineData(1e6)]
    public void No_value_and_no_gradient_is_ever_infinite(double delta)
    {
        var options = new ReliabilityOptions { Delta = delta };
        Examples.Holds(given =>
        {
            foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32 })
            {
                var leaves = given.Leaves(type);
                var output = Given.Balance(leaves, options);
                var targets = eye(Classes, dtype: type).repeat(2, 1)[..Batch];
                foreach (var form in Enum.GetValues<AnchorLossForm>())
                {
                    var loss = ReliabilityLoss.Compute(
                        output, leaves.Anchors, targets, new LossOptions { AnchorForm = form, LabelSmoothing = 0.1 });
                    TensorAssert.Finite(loss.Total, $"total with {form}");
                    loss.Total.backward(create_graph: false, retain_graph: true);
                }

                TensorAssert.Finite(leaves.Embeddings.grad!, "embedding gradient");
                TensorAssert.Finite(leaves.Anchors.grad!, "anchor gradient");
                TensorAssert.Finite(leaves.Logits.grad!, "logit gradient");
                TensorAssert.Finite(leaves.Attended.grad!, "attention gradient");
            }
        });
    }

    [Fact]
    public void Adding_a_constant_to_the_logits_changes_nothing() =>
        Gen.Select(Examples, Gen.Double[-100, 100]).Holds(example =>
        {
            var (given, constant) = example;
            var moved = given with
            {
                Logits = [.. given.Logits.Select(value => value + constant)],
                Attended = [.. given.Attended.Select(value => value - constant)],
            };
            // 1e4 + 100 in float64 keeps the differences between logits to 1e-12; confidences magnify a little.
            TensorAssert.Close(given.Balance(new()).Final, moved.Balance(new()).Final, 1e-6, "L_final");
        });

    [Fact]
    public void Permuting_the_batch_permutes_every_answer() =>
        Gen.Select(Examples, Gen.Shuffle(Enumerable.Range(0, Batch).ToArray())).Holds(example =>
        {
            var (given, order) = example;
            var index = tensor(order.Select(i => (long)i).ToArray());
            var straight = given.Leaves(ScalarType.Float64);
            var permuted = straight with
            {
                Embeddings = straight.Embeddings.index_select(0, index),
                Logits = straight.Logits.index_select(0, index),
                Attended = straight.Attended.index_select(0, index),
            };
            TensorAssert.Close(
                Given.Balance(straight, new()).Final.index_select(0, index), Given.Balance(permuted, new()).Final, 1e-9,
                "L_final");
        });

    [Fact]
    public void Exchanging_labels_exchanges_the_answers_and_leaves_the_losses() =>
        Gen.Select(Examples, Gen.Shuffle(Enumerable.Range(0, Classes).ToArray())).Holds(example =>
        {
            var (given, order) = example;
            var index = tensor(order.Select(i => (long)i).ToArray());
            var straight = given.Leaves(ScalarType.Float64);
            var renamed = straight with
            {
                Anchors = straight.Anchors.index_select(0, index),
                Logits = straight.Logits.index_select(1, index),
                Attended = straight.Attended.view(Batch, Classes, PerClass).index_select(1, index).flatten(1),
            };
            var targets = eye(Classes, dtype: ScalarType.Float64).repeat(2, 1)[..Batch];
            var (first, second) = (Given.Balance(straight, new()), Given.Balance(renamed, new()));
            TensorAssert.Close(first.Final.index_select(1, index), second.Final, 1e-9, "L_final");

            foreach (var form in Enum.GetValues<AnchorLossForm>())
            {
                var options = new LossOptions { AnchorForm = form };
                var before = ReliabilityLoss.Compute(first, straight.Anchors, targets, options).Total.item<double>();
                var after = ReliabilityLoss.Compute(
                    second, renamed.Anchors, targets.index_select(1, index), options).Total.item<double>();
                Assert.Equal(before, after, 1e-9 * Math.Max(1, Math.Abs(before)));
            }
        });

    [Fact]
    public void Confidence_is_0_at_the_uniform_distribution_and_1_at_certainty() => Gen.Int[2, 200].Holds(classes =>
    {
        TensorAssert.Close(0, Confidence.Of(full([classes], 1.0 / classes, ScalarType.Float64)), 1e-9, "uniform");
        TensorAssert.Close(
            ones(classes, ScalarType.Float64), Confidence.Of(eye(classes, dtype: ScalarType.Float64)), 1e-9, "one-hot");
    });

    [Fact]
    public void Confidence_lies_between_0_and_1_and_does_not_care_for_the_order_of_classes() =>
        TensorGen.Rows(Batch, Classes).Holds(values =>
        {
            var p = TensorGen.Of(values, Batch, Classes).softmax(-1);
            var confidence = Confidence.Of(p);
            Assert.InRange(confidence.min().item<double>(), 0, 1);
            Assert.InRange(confidence.max().item<double>(), 0, 1);
            TensorAssert.Close(confidence, Confidence.Of(p.flip(-1)), 1e-9, "reversed");
        });

    [Fact]
    public void A_joined_distribution_lies_between_its_two_parts() => Examples.Holds(given =>
    {
        var output = given.Balance(new());
        var (low, high) = (minimum(output.Primary, output.Correction!), maximum(output.Primary, output.Correction!));
        Assert.True((output.Final >= low - 1e-12).logical_and(output.Final <= high + 1e-12).all().item<bool>());
    });

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void An_exact_one_hot_has_a_finite_gradient(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var p = eye(Classes, dtype: type).requires_grad_();
        Confidence.Of(p).sum().backward();
        TensorAssert.Finite(p.grad!, "gradient of the confidence");

        var certain = eye(Classes, dtype: type).requires_grad_();
        var loss = ClassLoss.Compute(certain, eye(Classes, dtype: type).flip(0)); // the two outer rows are wholly wrong
        TensorAssert.Finite(loss, "class loss");
        loss.backward();
        TensorAssert.Finite(certain.grad!, "gradient of the class loss");
    }

    [Fact]
    public void Without_any_confidence_nothing_is_infinite()
    {
        using var scope = NewDisposeScope();
        var given = new Given(
            new double[Batch * Width], new double[Classes * PerClass * Width], new double[Batch * Classes],
            new double[Batch * Classes * PerClass]);
        var leaves = given.Leaves(ScalarType.Float32);
        var output = Given.Balance(leaves, new());
        TensorAssert.Close(full([Batch, Classes], 1.0 / Classes), output.Final, 1e-6, "L_final");
        output.Final.log().sum().backward();
        TensorAssert.Finite(leaves.Logits.grad!, "logit gradient");
        TensorAssert.Finite(leaves.Anchors.grad!, "anchor gradient");
    }

    [Fact]
    public void Detached_confidences_change_gradients_and_no_value()
    {
        using var scope = NewDisposeScope();
        var given = new Given(
            Numbers(Batch * Width), Numbers(Classes * PerClass * Width), Numbers(Batch * Classes),
            Numbers(Batch * Classes * PerClass));
        var (flowing, detached) = (given.Leaves(ScalarType.Float64), given.Leaves(ScalarType.Float64));
        var first = Given.Balance(flowing, new());
        var second = Given.Balance(detached, new ReliabilityOptions { DetachConfidence = true });
        TensorAssert.Close(first.Final, second.Final, 0, "L_final");
        first.Final.select(1, 0).sum().backward();
        second.Final.select(1, 0).sum().backward();
        Assert.True((flowing.Logits.grad! - detached.Logits.grad!).abs().max().item<double>() > 1e-6);
    }

    private static double[] Numbers(int count) => FormulaWeights.Values("balancing laws", count);

    private sealed record Leaves(Tensor Embeddings, Tensor Anchors, Tensor Logits, Tensor Attended);

    private sealed record Given(double[] Embeddings, double[] Anchors, double[] Logits, double[] Attended)
    {
        public Leaves Leaves(ScalarType type) => new(
            TensorGen.Of(Embeddings, Batch, Width).to(type).requires_grad_(),
            TensorGen.Of(Anchors, Classes, PerClass, Width).to(type).requires_grad_(),
            TensorGen.Of(Logits, Batch, Classes).to(type).requires_grad_(),
            TensorGen.Of(Attended, Batch, Classes * PerClass).to(type).requires_grad_());

        public ReliabilityOutput Balance(ReliabilityOptions options, ScalarType type = ScalarType.Float64) =>
            Balance(Leaves(type), options);

        public static ReliabilityOutput Balance(Leaves leaves, ReliabilityOptions options) => ReliabilityBalancer.Balance(
            leaves.Embeddings, leaves.Logits, AnchorCorrection.Distribution(leaves.Embeddings, leaves.Anchors, options.Delta),
            AttentiveCorrection.Distribution(leaves.Attended, Classes), options);
    }
}
