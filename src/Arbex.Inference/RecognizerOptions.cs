using Arbex.Inference.Faces;

namespace Arbex.Inference;

/// <summary>How a recognizer works, and when it had better say nothing.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record RecognizerOptions
{
    /// <summary>Largest <see cref="Threads"/>.</summary>
    public const int MostThreads = 256;

    /// <summary>Share of wrong answers, in (0, 1), that is accepted among the answers given: the recognizer abstains below the
    /// confidence that the model's calibration promises it for. Null for no abstaining by risk.</summary>
    /// <value>The default value is null.</value>
    public double? TargetRisk { get; init; }

    /// <summary>Confidence in [0, 1] below which the recognizer abstains; null for none. With <see cref="TargetRisk"/> the higher
    /// of the two holds.</summary>
    /// <value>The default value is null.</value>
    public double? MinimumConfidence { get; init; }

    /// <summary>Whether every face is also looked at mirrored and the answer is the mean (<see cref="MirroredModel"/>): better
    /// confidences, half as fast. Not together with <see cref="TargetRisk"/>, which was measured without.</summary>
    /// <value>The default value is false.</value>
    public bool Mirror { get; init; }

    /// <summary>Whether answers hold the model's embedding of the face.</summary>
    /// <value>The default value is false.</value>
    public bool KeepEmbeddings { get; init; }

    /// <summary>Most faces that go through the model together; more are divided.</summary>
    /// <value>The default value is 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>Threads that one call computes on, in [1, 256].</summary>
    /// <value>The default value is 1: whoever needs more speed calls from several threads.</value>
    public int Threads { get; init; } = 1;

    /// <summary>How faces are cut out of pictures.</summary>
    /// <value>The default value turns them upright and shows forehead to chin.</value>
    public FaceCropOptions Crop { get; init; } = new();

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range, or two do not go together.</exception>
    public RecognizerOptions Validated()
    {
        if (Mirror && TargetRisk is { } risk)
        {
            throw new ArbexException(FormattableString.Invariant(
                $"A risk of {risk} was asked for together with mirrored faces. Expected one of them: what a model promises was measured on faces as they are. Leave out mirroring, or give a least confidence instead of a risk."));
        }

        Check(TargetRisk is null or (> 0 and < 1), nameof(TargetRisk), TargetRisk, "above 0 and below 1, such as 0.05");
        Check(
            MinimumConfidence is null or (>= 0 and <= 1), nameof(MinimumConfidence), MinimumConfidence, "0 to 1, such as 0.6");
        Check(BatchSize is >= 1 and <= 4096, nameof(BatchSize), BatchSize, "1 to 4096; the usual value is 32");
        Check(Threads is >= 1 and <= MostThreads, nameof(Threads), Threads, $"1 to {MostThreads}; the usual value is 1");
        ArgumentNullException.ThrowIfNull(Crop);
        Crop.Validated();
        return this;
    }

    private static void Check(bool holds, string name, IFormattable? value, string expected)
    {
        if (!holds)
        {
            throw new ArbexException(FormattableString.Invariant($"{name} is {value}. Expected {expected}."));
        }
    }
}
