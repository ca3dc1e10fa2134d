using Arbex.Cli.Datasets;
using Arbex.Data;
using Arbex.Export;

namespace Arbex.Cli.Export;

/// <summary>Which checkpoint to write as which file, and what to measure it on.</summary>
internal sealed record ExportRequest
{
    public required string Model { get; init; }

    public required string Output { get; init; }

    public ExportOptions Options { get; init; } = new();

    /// <summary>The faces to measure on; null for drawn ones.</summary>
    public DatasetRequest? Dataset { get; init; }

    /// <summary>What to compare on beside random input; null for nothing.</summary>
    public CheckFaces? Check { get; init; }

    /// <summary>Most faces to measure the ranges of int8 on; they are from the training part.</summary>
    public int RangeFaces { get; init; }

    /// <summary>Where to write what each layer on bytes changes alone; null for nowhere.</summary>
    public string? Sensitivity { get; init; }

    /// <summary>A pack to read pixels from; null for the dataset's own files.</summary>
    public string? Packed { get; init; }

    /// <summary>The part of the dataset to measure confidence on; null for none.</summary>
    public DataSplit? CalibrateOn { get; init; }

    /// <summary>Whether a picture that cannot be read ends the export.</summary>
    public bool Strict { get; init; }

    /// <summary>Processor threads to compute with; 0 leaves the choice to libtorch.</summary>
    public int Threads { get; init; }
}

/// <summary>Faces to compare a file and its network on.</summary>
/// <param name="Split">The part of the dataset.</param>
/// <param name="Most">At most so many, spread over the part.</param>
internal sealed record CheckFaces(DataSplit Split, int Most);
