namespace Arbex.Data.Inspection;

/// <summary>What data refinement makes of one class.</summary>
public sealed record RefinedClass
{
    /// <summary>The class.</summary>
    public required string Label { get; init; }

    /// <summary>Training samples of the class.</summary>
    public required int Available { get; init; }

    /// <summary>Samples of the class in the first epoch, repetitions included.</summary>
    public required int EpochSamples { get; init; }

    /// <summary>Groups that contribute samples of the class to the first epoch.</summary>
    public required int EpochGroups { get; init; }

    /// <summary>How often a sample of the class is drawn in ten epochs, on average; 0 where there is none.</summary>
    public required double TimesInTenEpochs { get; init; }

    /// <summary>Share of the class's samples that were drawn at least once in ten epochs, in [0, 1].</summary>
    public required double Seen { get; init; }
}
