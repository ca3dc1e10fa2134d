using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Cli.Hosting;
using Arbex.Inference;

namespace Arbex.Cli.Predict;

/// <summary>Opens a model file by what it is: an exported model, or a checkpoint of training.</summary>
internal static class ExpressionModels
{
    /// <summary>Reads what a model says of itself. Of a checkpoint only the head is read: libtorch, which takes a while to load,
    /// waits until there is a picture to look at.</summary>
    public static (ImmutableArray<string> Labels, Func<IExpressionModel> Make) Prepare(PredictRequest request, CommandHost host)
    {
        if (!request.Model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return PrepareCheckpoint(request, host);
        }

        var model = OnnxExpressionModel.Load(request.Model, request.Recognition.Threads);
        if (request.Recognition.TargetRisk is { } risk)
        {
            Abstention.Threshold(model.Description, risk);
        }

        return (model.Description.Labels, () => model);
    }

    private static (ImmutableArray<string> Labels, Func<IExpressionModel> Make) PrepareCheckpoint(
        PredictRequest request, CommandHost host)
    {
        var info = Checkpoint.ReadInfo(request.Model);
        if (request.Recognition.TargetRisk is { } risk)
        {
            Abstention.Threshold(CheckpointExpressionModel.Describe(info, request.Model), risk);
        }

        ImportedModels.Warn(host, request.Model, info);
        return (info.Labels, Load);

        IExpressionModel Load()
        {
            ComputeDevice.UseThreads(request.Compute.Threads);
            return CheckpointExpressionModel.Load(request.Model, request.Compute.Device);
        }
    }
}
