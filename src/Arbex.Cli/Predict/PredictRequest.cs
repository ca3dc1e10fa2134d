using System.Collections.Immutable;
using Arbex.Cli.Options;
using Arbex.Imaging;
using Arbex.Inference;
using Arbex.Inference.Faces;

namespace Arbex.Cli.Predict;

/// <summary>Which pictures to ask which model about, and where the answers go.</summary>
internal sealed record PredictRequest
{
    public required string Model { get; init; }

    /// <summary>Pictures, clips, folders, patterns; "-" for a picture on standard input.</summary>
    public required ImmutableArray<string> Inputs { get; init; }

    /// <summary>A text file of paths, one a line; "-" for standard input; null for none.</summary>
    public string? List { get; init; }

    /// <summary>Name or path of a detector; null for any that the machine has.</summary>
    public string? Detector { get; init; }

    public FaceDetectorOptions Detection { get; init; } = new();

    public RecognizerOptions Recognition { get; init; } = new();

    /// <summary>Where the answers are written: .jsonl, .csv or .parquet; null for none.</summary>
    public string? Output { get; init; }

    /// <summary>Whether to go on with an output that was begun.</summary>
    public bool Resume { get; init; }

    /// <summary>Folder for pictures and clips with their answers drawn in; null for none.</summary>
    public string? Annotated { get; init; }

    /// <summary>Where to draw the figure; null for none.</summary>
    public string? Figure { get; init; }

    /// <summary>Of a clip every so manieth frame is looked at.</summary>
    public int Every { get; init; } = 1;

    /// <summary>What a picture or a frame may ask for.</summary>
    public DecodeLimits Limits { get; init; } = DecodeLimits.Default;

    public bool Strict { get; init; }

    public ComputeRequest Compute { get; init; } = new();
}
