using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Scores the network on the part of the data that chooses the best epoch.</summary>
internal sealed class EpochValidation
{
    private readonly ArbexNet _network;
    private readonly IFaceDataset _dataset;
    private readonly Recipe _recipe;
    private readonly TrainerHost _host;
    private readonly Device _device;
    private readonly UnreadableList? _unreadable;
    private readonly int[] _samples;

    public EpochValidation(
        ArbexNet network, IFaceDataset dataset, Recipe recipe, TrainerHost host, Device device, UnreadableList? unreadable)
    {
        (_network, _dataset, _recipe, _host, _device) = (network, dataset, recipe, host, device);
        _unreadable = unreadable;
        _samples = recipe.Data.SelectOn is { } split ? dataset.Samples.Positions(split) : [];
    }

    /// <summary>Whether there is anything to validate on; without, the last epoch counts as the best.</summary>
    public bool IsPossible => _samples.Length > 0;

    /// <summary>Adds the scores to an epoch's result.</summary>
    public EpochResult Run(EpochResult result, CancellationToken cancellation)
    {
        if (!IsPossible)
        {
            return result;
        }

        var predictions = ModelEvaluator.Predict(
            _network, _dataset, _samples, _recipe.Preprocessing, _device, _host.Loader, _unreadable, cancellation);
        if (predictions.Labels.Length == 0)
        {
            return result; // none could be read
        }

        CheckFinite(predictions, result.Epoch);
        return result with
        {
            ValidAccuracy = predictions.Accuracy(predictions.Final),
            ValidPrimaryAccuracy = predictions.Accuracy(predictions.Primary),
            ValidLoss = MeanLoss(predictions.Final, predictions.Labels),
            ValidPrimaryLoss = MeanLoss(predictions.Primary, predictions.Labels),
        };
    }

    /// <summary>The last step of an epoch has no further batch whose loss would show that it ruined the weights.</summary>
    private static void CheckFinite(PredictionSet predictions, int epoch)
    {
        if (predictions.Final.Concat(predictions.Primary).Any(row => row.Any(value => !double.IsFinite(value))))
        {
            throw new ArbexException(
                $"The network's answers to validation pictures are not numbers after epoch {epoch}. Expected distributions. Lower "
                + "optimizer.learningRate, or set optimizer.gradientClip to 1.");
        }
    }

    private static double MeanLoss(double[][] rows, int[] labels) =>
        labels.Select((label, i) => ProperScores.NegativeLogLikelihood(rows[i], label)).Average();
}
