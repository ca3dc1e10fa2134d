using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Evaluation;

namespace Arbex.Cli.Evaluate;

/// <summary>A model that is open to be scored, on whatever engine.</summary>
internal interface IScoredModel : IDisposable
{
    CheckpointInfo Info { get; }

    /// <summary>T that is applied to L_final as the file asks for; null where nothing is.</summary>
    double? AppliedTemperature { get; }

    /// <summary>What came of the risks that the model promises.</summary>
    /// <param name="predictions">What it answered, calibrated.</param>
    ImmutableArray<PromisedRisk> PromisesOn(PredictionSet predictions) => [];

    /// <summary>Answers for samples.</summary>
    /// <param name="dataset">Pictures and labels.</param>
    /// <param name="positions">Positions in the dataset.</param>
    /// <param name="embeddings">Whether to keep embeddings.</param>
    /// <param name="unreadable">Told of pictures that cannot be read; null throws.</param>
    /// <param name="progress">Told the number of samples done.</param>
    /// <param name="cancellation">Stops early.</param>
    PredictionSet Predict(
        IFaceDataset dataset, int[] positions, bool embeddings, Action<string>? unreadable, Action<int> progress,
        CancellationToken cancellation);
}
