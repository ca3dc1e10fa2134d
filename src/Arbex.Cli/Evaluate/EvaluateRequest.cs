using Arbex.Cli.Datasets;
using Arbex.Cli.Options;
using Arbex.Data;

namespace Arbex.Cli.Evaluate;

/// <summary>Which models to score on what.</summary>
internal sealed record EvaluateRequest
{
    /// <summary>Checkpoints and exported models, at least one.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    public required DatasetRequest Dataset { get; init; }

    public DataSplit Split { get; init; } = DataSplit.Valid;

    /// <summary>The part to fit temperatures on; null for none.</summary>
    public DataSplit? CalibrateOn { get; init; }

    /// <summary>Whether the temperature inside exported models is left out.</summary>
    public bool Uncalibrated { get; init; }

    /// <summary>Whether every face is also looked at mirrored and the answer is the mean.</summary>
    public bool Mirror { get; init; }

    public bool Strict { get; init; }

    public ComputeRequest Compute { get; init; } = new();

    /// <summary>Where to write the page; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>The folder for the report's pictures; null for none.</summary>
    public string? Pictures { get; init; }

    /// <summary>The command line without folders, for the report.</summary>
    public string? Command { get; init; }
}
