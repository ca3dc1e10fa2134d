using static TorchSharp.torch.utils.tensorboard;

namespace Arbex.Training;

/// <summary>A run's numbers as TensorBoard reads them, one point an epoch.</summary>
internal sealed class TensorBoardEvents
{
    private readonly TorchSharp.Modules.SummaryWriter _writer;

    /// <summary>Begins a file of events; a resumed run begins another one in the same folder.</summary>
    public TensorBoardEvents(string folder) => _writer = SummaryWriter(folder);

    /// <summary>Adds an epoch.</summary>
    public void Add(EpochResult result)
    {
        Add("loss/total", result.Loss, result.Epoch);
        Add("loss/class", result.ClassLoss, result.Epoch);
        Add("loss/anchor", result.AnchorLoss, result.Epoch);
        Add("loss/center", result.CenterLoss, result.Epoch);
        Add("loss/validation", result.ValidLoss, result.Epoch);
        Add("loss/validation, primary", result.ValidPrimaryLoss, result.Epoch);
        Add("accuracy/training", result.TrainAccuracy, result.Epoch);
        Add("accuracy/validation", result.ValidAccuracy, result.Epoch);
        Add("accuracy/validation, primary", result.ValidPrimaryAccuracy, result.Epoch);
        Add("learning rate", result.LearningRate, result.Epoch);
        Add("largest anchor norm", result.LargestAnchorNorm, result.Epoch);
    }

    private void Add(string name, double? value, int epoch)
    {
        if (value is { } number)
        {
            _writer.add_scalar(name, (float)number, epoch);
        }
    }
}
