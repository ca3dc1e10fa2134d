using Arbex.Cli.Datasets;
using Arbex.Cli.Options;
using Arbex.Cli.Train;

namespace Arbex.Cli.Pretrain;

/// <summary>What the user asks of a pretraining.</summary>
internal sealed record PretrainRequest
{
    public required DatasetRequest Dataset { get; init; }

    public required RecipeRequest Recipe { get; init; }

    /// <summary>File of weights that knows the points.</summary>
    public required string Teacher { get; init; }

    public required int Epochs { get; init; }

    /// <summary>Where the weights go.</summary>
    public required string Output { get; init; }

    public required ComputeRequest Compute { get; init; }

    public required LoadingRequest Loading { get; init; }

    public bool Strict { get; init; }
}
