namespace Arbex.Data.Splits;

/// <summary>The contents of a split file.</summary>
internal sealed record SplitDocument
{
    /// <summary>The dataset's name with its label rule.</summary>
    public required string Dataset { get; init; }

    /// <summary>Number of samples.</summary>
    public required int Samples { get; init; }

    /// <summary>A checksum of all samples' ids in order (XXH3, hexadecimal): the ranges are positions, so order counts.</summary>
    public required string Ids { get; init; }

    /// <summary>The plan that made the parts, for people.</summary>
    public required string Plan { get; init; }

    /// <summary>Its seed, for people.</summary>
    public required long Seed { get; init; }

    /// <summary>Positions of the training samples, such as "0-5,9".</summary>
    public required string Train { get; init; }

    /// <summary>Positions of the validation samples.</summary>
    public required string Valid { get; init; }

    /// <summary>Positions of the test samples.</summary>
    public required string Test { get; init; }

    /// <summary>This document, or null where an entry is null.</summary>
    public SplitDocument? Complete() =>
        Dataset is null || Ids is null || Plan is null || Train is null || Valid is null || Test is null ? null : this;
}
