using Arbex.Cli.Datasets;
using Arbex.Data;
using Arbex.Export;

namespace Arbex.Cli.Export;

/// <summary>Which checkpoint to write as which file, and what to compare it on.</summary>
internal sealed record ExportRequest
{
    public required string Model { get; init; }

    public required string Output { get; init; }

    public ExportOptions Options { get; init; } = new();

    /// <summary>The faces to compare on; null for random input alone.</summary>
    public CheckFaces? Check { get; init; }

    /// <summary>The faces to measure confidence on; null for none.</summary>
    public CalibrationFaces? Calibrate { get; init; }

    /// <summary>Processor threads to compute with; 0 leaves the choice to libtorch.</summary>
    public int Threads { get; init; }
}

/// <summary>Faces to compare a file and its network on.</summary>
/// <param name="Dataset">Where they are from; null for drawn ones.</param>
/// <param name="Split">The part of it.</param>
/// <param name="Most">At most so many, spread over the part.</param>
/// <param name="Strict">Whether a picture that cannot be read ends the export.</param>
internal sealed record CheckFaces(DatasetRequest? Dataset, DataSplit Split, int Most, bool Strict);

/// <summary>Faces to measure confidence on.</summary>
/// <param name="Dataset">Where they are from.</param>
/// <param name="Split">The part of it.</param>
/// <param name="Strict">Whether a picture that cannot be read ends the export.</param>
internal sealed record CalibrationFaces(DatasetRequest Dataset, DataSplit Split, bool Strict);
