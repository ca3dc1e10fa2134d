using System.Collections.Immutable;
using Arbex.Export;
using Arbex.Export.Checks;
using Arbex.Inference;

namespace Arbex.Cli.Export;

/// <summary>What an export wrote; the document of --json.</summary>
internal sealed record ExportDocument
{
    /// <summary>The checkpoint.</summary>
    public required string Model { get; init; }

    /// <summary>The file that was written.</summary>
    public required string Output { get; init; }

    public required long Bytes { get; init; }

    public required ModelPrecision Precision { get; init; }

    /// <summary>Numbers in the network's parameters, and in the file.</summary>
    public required long Parameters { get; init; }

    public required long Numbers { get; init; }

    /// <summary>Operators by name, with how many there are of each.</summary>
    public required ImmutableSortedDictionary<string, int> Operators { get; init; }

    /// <summary>Where the compared faces are from; null where random input alone was compared.</summary>
    public string? ComparedOn { get; init; }

    public required CheckReport Check { get; init; }

    /// <summary>Convolutions and linear layers that compute on bytes.</summary>
    public int LayersOnBytes { get; init; }

    /// <summary>Puts it together.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="report">What was written.</param>
    /// <param name="comparedOn">Where the compared faces are from; null for random input alone.</param>
    public static ExportDocument Of(ExportRequest request, ExportReport report, string? comparedOn) => new()
    {
        Model = request.Model,
        Output = request.Output,
        Bytes = report.Bytes,
        Precision = report.Description.Precision,
        Parameters = report.Parameters,
        Numbers = report.Numbers,
        Operators = report.Operators,
        ComparedOn = comparedOn,
        Check = report.Check,
        LayersOnBytes = report.LayersOnBytes,
    };
}
