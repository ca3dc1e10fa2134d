using Arbex.Data;

namespace Arbex.Cli.Datasets;

/// <summary>Which pictures the user asks for.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Path">Folder, or the generator's settings; null where none was given.</param>
/// <param name="LabelRule">Rule of FER+ labels; null for the command's default.</param>
internal sealed record DatasetRequest(string Kind, string? Path, FerPlusLabelRule? LabelRule)
{
    /// <summary>How to divide it, as <see cref="Arbex.Data.Splits.SplitPlan"/> reads it; null for its own parts.</summary>
    public string? SplitPlan { get; init; }

    /// <summary>Decides a random division, and which training samples validate where there is no part for it.</summary>
    public long SplitSeed { get; init; } = 1;

    /// <summary>Whether the user chose <see cref="SplitSeed"/>.</summary>
    public bool HasSplitSeed { get; init; }

    /// <summary>The classes wanted, as <see cref="Arbex.Data.Labels.LabelMappingText"/> reads them; null for its own.</summary>
    public string? Labels { get; init; }

    /// <summary>Whether CK+ gives its first frames as neutral.</summary>
    public bool NeutralFrames { get; init; }

    public const string FerPlus = "ferplus";
    public const string FerPlusLists = "ferpluscsv";
    public const string Generated = "generated";

    /// <summary>Whether its labels are votes, which a rule turns into distributions.</summary>
    public bool HasVotes => Kind is FerPlus or FerPlusLists;

    /// <summary>What <c>--dataset</c> takes, each with what people call it.</summary>
    public static (string Name, string Title)[] Kinds =>
    [
        .. DatasetCatalog.Kinds.Select(kind => (kind.Name, kind.Title)),
        (Generated, "Faces drawn by code, no download"),
    ];
}

/// <summary>What to train on.</summary>
/// <param name="Dataset">Training and validation pictures, kept in memory once decoded.</param>
/// <param name="ValidationName">Name of the dataset that the validation samples are from.</param>
internal sealed record TrainingData(IFaceDataset Dataset, string ValidationName)
{
    /// <summary>How training samples were held out to validate on; null where the data have their own part, or
    /// none.</summary>
    public string? HeldOut { get; init; }
}
