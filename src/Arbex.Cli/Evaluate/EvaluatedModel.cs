using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Evaluation;

namespace Arbex.Cli.Evaluate;

/// <summary>A model with its scores.</summary>
internal sealed record EvaluatedModel(
    string File, CheckpointInfo Info, IFaceDataset Dataset, PredictionSet Predictions, EvaluationDocument Document);
