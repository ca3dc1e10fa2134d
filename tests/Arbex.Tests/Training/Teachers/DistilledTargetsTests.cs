using Arbex.Training.Teachers;
using CsCheck;
using static TorchSharp.torch;

namespace Arbex.Tests.Training.Teachers;

public sealed class DistilledTargetsTests
{
    private static readonly float[] Label = [0, 1, 0];
    private static readonly float[] Answer = [0.25f, 0.5f, 0.25f];

    [Theory]
    [InlineData(0, 1, 0, 1, 0)]
    [InlineData(1, 1, 0.25, 0.5, 0.25)]
    [InlineData(0.5, 1, 0.125, 0.75, 0.125)]
    [InlineData(1, 0.5, 1 / 6.0, 2 / 3.0, 1 / 6.0)] // squares 1, 4, 1 of the answer
    [InlineData(1, 100, 0.3326, 0.3349, 0.3326)] // nearly alike
    public void A_target_is_so_much_label_and_so_much_answer(double weight, double temperature, double first, double second, double third)
    {
        var blend = Blend(Label, Answer, weight, temperature);
        Assert.Equal(first, blend[0], 1e-4);
        Assert.Equal(second, blend[1], 1e-4);
        Assert.Equal(third, blend[2], 1e-4);
    }

    [Fact]
    public void Targets_stay_distributions() =>
        Gen.Select(Gen.Float[0, 1].Array[4], Gen.Float[0, 1].Array[4], Gen.Double[0, 1], Gen.Double[0.05, 20]).Sample(
            (label, answer, weight, temperature) =>
            {
                var blend = Blend(Normalised(label), Normalised(answer), weight, temperature);
                Assert.All(blend, value => Assert.InRange(value, 0, 1.00001f));
                Assert.Equal(1, blend.Sum(), 1e-4);
            });

    [Fact]
    public void An_answer_of_one_class_alone_is_no_trap()
    {
        var blend = Blend(Label, [1, 0, 0], 0.5, 4);
        Assert.All(blend, value => Assert.True(float.IsFinite(value)));
        Assert.True(blend[0] > blend[2]);
    }

    [Fact]
    public void Answers_of_other_classes_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => DistilledTargets.Blend(ones(2, 3), ones(2, 4), new()));
    }

    private static float[] Normalised(float[] values)
    {
        var sum = values.Sum() + 1e-3f;
        return [.. values.Select(value => (value + 0.00025f) / sum)];
    }

    private static float[] Blend(float[] label, float[] answer, double weight, double temperature)
    {
        using var scope = NewDisposeScope();
        var options = new DistillationOptions { Weight = weight, Temperature = temperature };
        return DistilledTargets.Blend(tensor(label).reshape(1, -1), tensor(answer).reshape(1, -1), options).data<float>().ToArray();
    }
}
