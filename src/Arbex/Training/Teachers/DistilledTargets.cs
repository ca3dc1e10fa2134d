using static TorchSharp.torch;

namespace Arbex.Training.Teachers;

/// <summary>
/// Targets that are partly a teacher's answers, after Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network".
/// Not in the paper. There the temperature softens both networks' answers while the student learns; here it softens what the student is
/// to answer, so that a temperature above 1 teaches a lower confidence.
/// </summary>
public static class DistilledTargets
{
    private const double Smallest = 1e-8;

    /// <summary>(1 - w) y + w q', where q' is q^(1/T) divided by its sum.</summary>
    /// <param name="targets">y, [B, N], each row a distribution.</param>
    /// <param name="answers">q, [B, N], each row a distribution; values are held above 1e-8.</param>
    /// <param name="options">w and T.</param>
    /// <returns>[B, N], each row a distribution.</returns>
    public static Tensor Blend(Tensor targets, Tensor answers, DistillationOptions options)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(options);
        Expect.Shape(answers, nameof(answers), targets.shape);
        using var scope = NewDisposeScope();
        var softened = answers.AtLeast(Smallest).log().Times(1 / options.Temperature).softmax(-1); // [B, N]
        return targets.Times(1 - options.Weight).Plus(softened.Times(options.Weight)).MoveToOuterDisposeScope();
    }
}
