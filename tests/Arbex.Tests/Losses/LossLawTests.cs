using Arbex.Losses;
using Arbex.Reliability;
using CsCheck;
using static TorchSharp.torch;

namespace Arbex.Tests.Losses;

/// <summary>What must hold of the losses for any finite input: equations 20 to 23.</summary>
public sealed class LossLawTests
{
    private const int Classes = 3;
    private const int PerClass = 2;
    private const int Width = 4;

    private static readonly Gen<double[]> Anchors = TensorGen.Rows(Classes * PerClass, Width);

    [Fact]
    public void The_hinge_lies_between_0_and_the_square_of_its_margin() =>
        Gen.Select(Anchors, Gen.Double[0.01, 10]).Holds(example =>
        {
            var (anchors, margin) = example;
            var loss = AnchorLoss.Compute(Shaped(anchors), AnchorLossForm.Hinge, margin).item<double>();
            Assert.InRange(loss, 0, (margin * margin) + 1e-9);
        });

    [Fact]
    public void A_batch_of_classes_without_weight_has_no_loss()
    {
        using var scope = NewDisposeScope();
        var answers = tensor(new double[] { 0.2, 0.8 }).reshape(1, 2);
        var targets = tensor(new double[] { 1, 0 }).reshape(1, 2);
        Assert.Equal(0, ClassLoss.Compute(answers, targets, tensor(new double[] { 0, 1 })).item<double>());
    }

    [Fact]
    public void The_hinge_is_the_square_of_its_margin_where_all_anchors_coincide()
    {
        using var scope = NewDisposeScope();
        var anchors = ones(Classes, PerClass, Width, ScalarType.Float64).requires_grad_();
        var loss = AnchorLoss.Compute(anchors, AnchorLossForm.Hinge, 1.5);
        TensorAssert.Close(2.25, loss, 1e-12, "hinge");
        loss.backward();
        TensorAssert.Finite(anchors.grad!, "gradient");
    }

    [Fact]
    public void The_hinge_is_0_where_all_classes_are_far_apart()
    {
        using var scope = NewDisposeScope();
        var anchors = arange(Classes, ScalarType.Float64).mul(100).view(Classes, 1, 1).repeat(1, PerClass, Width);
        TensorAssert.Close(0, AnchorLoss.Compute(anchors, AnchorLossForm.Hinge), 0, "hinge");
    }

    [Theory]
    [InlineData(AnchorLossForm.Sum)]
    [InlineData(AnchorLossForm.MeanOverPairs)]
    [InlineData(AnchorLossForm.MeanOverClasses)]
    [InlineData(AnchorLossForm.Released)]
    [InlineData(AnchorLossForm.Hinge)]
    public void Every_form_equals_a_loop_over_ordered_pairs(AnchorLossForm form) => Anchors.Holds(values =>
    {
        var expected = Brute(values, form, margin: 2);
        var actual = AnchorLoss.Compute(Shaped(values), form).item<double>();
        Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));
    });

    [Fact]
    public void The_printed_form_has_no_bound_and_grows_with_the_square_of_the_scale()
    {
        using var scope = NewDisposeScope();
        var anchors = randn(Classes, PerClass, Width, ScalarType.Float64);
        var one = AnchorLoss.Compute(anchors, AnchorLossForm.Sum).item<double>();
        var ten = AnchorLoss.Compute(anchors * 10, AnchorLossForm.Sum).item<double>();
        Assert.True(one < 0);
        Assert.Equal(100 * one, ten, Math.Abs(ten) * 1e-9);
    }

    [Fact]
    public void Smoothed_labels_stay_distributions_and_keep_their_first_choice() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 20].Array[Classes]).Holds(example =>
        {
            var (smoothing, weights) = example;
            var targets = TensorGen.Of(weights, 1, Classes).softmax(-1);
            var smoothed = ClassLoss.Smooth(targets, smoothing);
            TensorAssert.Distributions(smoothed, 1e-12, "smoothed");
            if (smoothing < 0.999)
            {
                // Classes that differ in their last digit may become equal.
                var kept = smoothed[0, targets.argmax(-1).item<long>()].item<double>();
                Assert.Equal(smoothed.max().item<double>(), kept, 1e-12);
            }
        });

    [Fact]
    public void Smoothing_by_0_changes_nothing_and_by_1_forgets_the_label()
    {
        using var scope = NewDisposeScope();
        var targets = eye(Classes);
        TensorAssert.Close(targets, ClassLoss.Smooth(targets, 0), 0, "0");
        TensorAssert.Close(full([Classes, Classes], 1.0 / Classes), ClassLoss.Smooth(targets, 1), 1e-7, "1");
        TensorAssert.Close(eye(Classes), targets, 0, "the labels themselves");
    }

    [Theory]
    [InlineData(CenterLossForm.Squared)]
    [InlineData(CenterLossForm.SquaredPerDimension)]
    [InlineData(CenterLossForm.Released)]
    public void An_embedding_on_an_anchor_of_its_class_has_no_centre_loss(CenterLossForm form) => Anchors.Holds(values =>
    {
        var anchors = Shaped(values);
        var embeddings = anchors.select(1, PerClass - 1).clone().requires_grad_(); // [N, D]: one of each class
        var targets = eye(Classes, dtype: ScalarType.Float64);
        var loss = CenterLoss.Compute(embeddings, anchors, targets, form, ones(Classes, ScalarType.Float64));
        TensorAssert.Close(0, loss, 1e-12, "centre loss");
        loss.backward();
        TensorAssert.Finite(embeddings.grad!, "gradient");
    });

    [Fact]
    public void The_centre_loss_sees_the_nearest_anchor_of_the_own_class_alone() =>
        Gen.Select(Anchors, TensorGen.Rows(Classes, Width)).Holds(example =>
        {
            var (values, points) = example;
            var expected = 0.0;
            for (var i = 0; i < Classes; i++)
            {
                expected += Enumerable.Range(0, PerClass)
                    .Min(k => Squared(points.AsSpan(i * Width, Width), Anchor(values, i, k))) / Classes;
            }

            var loss = CenterLoss.Compute(
                TensorGen.Of(points, Classes, Width), Shaped(values), eye(Classes, dtype: ScalarType.Float64),
                CenterLossForm.Squared).item<double>();
            Assert.Equal(expected, loss, 1e-9 * Math.Max(1, expected));
        });

    [Fact]
    public void The_released_centre_loss_needs_a_confidence()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => CenterLoss.Compute(
            zeros(1, Width), zeros(Classes, PerClass, Width), zeros(1, Classes), CenterLossForm.Released));
    }

    [Fact]
    public void The_class_loss_is_the_cross_entropy_of_one_hot_labels() =>
        TensorGen.Rows(5, Classes).Holds(values =>
        {
            var logits = TensorGen.Of(values, 5, Classes).clamp(-10, 10);
            var labels = tensor(new long[] { 0, 1, 2, 1, 0 });
            var expected = nn.functional.cross_entropy(logits, labels).item<double>();
            var targets = nn.functional.one_hot(labels, Classes).to(ScalarType.Float64);
            TensorAssert.Close(expected, ClassLoss.Compute(logits.softmax(-1), targets), 1e-9, "class loss");
            TensorAssert.Close(
                expected, ClassLoss.Compute(logits.softmax(-1), targets, full([Classes], 0.7, ScalarType.Float64)), 1e-9,
                "with equal weights");
        });

    [Fact]
    public void The_total_is_the_weighted_sum_of_its_parts()
    {
        using var scope = NewDisposeScope();
        var (anchors, embeddings) = (randn(Classes, PerClass, Width), randn(Classes, Width));
        var output = ReliabilityBalancer.Balance(
            embeddings, randn(Classes, Classes), AnchorCorrection.Distribution(embeddings, anchors, 1),
            randn(Classes, Classes).softmax(-1), new ReliabilityOptions());
        var options = new LossOptions { ClassWeight = 2, AnchorWeight = 3, CenterWeight = 5, PrimaryWeight = 7 };
        var loss = ReliabilityLoss.Compute(output, anchors, eye(Classes), options);
        var expected = (2 * loss.Class) + (3 * loss.Anchor!) + (5 * loss.Center!) + (7 * loss.Primary!);
        TensorAssert.Close(expected, loss.Total, 1e-5, "total");
    }

    [Theory]
    [InlineData(-1, 0.1, "loss.anchorWeight", "-1")]
    [InlineData(double.NaN, 0.1, "loss.anchorWeight", "NaN")]
    [InlineData(1, 1.5, "loss.labelSmoothing", "1.5")]
    public void Impossible_options_are_refused_by_name_and_value(
        double weight, double smoothing, string name, string value)
    {
        var refused = Assert.Throws<ArbexException>(
            () => new LossOptions { AnchorWeight = weight, LabelSmoothing = smoothing }.Validated());
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(value, refused.Message, StringComparison.Ordinal);
    }

    private static Tensor Shaped(double[] anchors) => TensorGen.Of(anchors, Classes, PerClass, Width);

    private static ReadOnlySpan<double> Anchor(double[] values, int label, int slot) =>
        values.AsSpan(((label * PerClass) + slot) * Width, Width);

    private static double Squared(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }

    private static double Brute(double[] values, AnchorLossForm form, double margin)
    {
        var (sum, pairs, different) = (0.0, 0, 0);
        for (var i = 0; i < Classes; i++)
        {
            for (var j = 0; j < PerClass; j++)
            {
                for (var k = 0; k < Classes; k++)
                {
                    for (var l = 0; l < PerClass; l++)
                    {
                        var squared = Squared(Anchor(values, i, j), Anchor(values, k, l));
                        pairs += i == k && j == l ? 0 : 1;
                        different += i == k ? 0 : 1;
                        sum += form switch
                        {
                            AnchorLossForm.Sum or AnchorLossForm.MeanOverPairs => -squared,
                            AnchorLossForm.MeanOverClasses => i == k ? 0 : -squared,
                            AnchorLossForm.Released => j == l ? -squared : 0,
                            _ => i == k ? 0 : Math.Pow(Math.Max(0, margin - Math.Sqrt(squared / Width)), 2),
                        };
                    }
                }
            }
        }

        return form switch
        {
            AnchorLossForm.Sum => sum,
            AnchorLossForm.MeanOverPairs => sum / pairs / Width,
            AnchorLossForm.MeanOverClasses => sum / different / Width,
            AnchorLossForm.Released => sum / Math.Sqrt(Width) / PerClass / PerClass,
            _ => sum / different,
        };
    }
}
