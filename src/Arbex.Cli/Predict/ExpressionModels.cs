using Arbex.Checkpoints;
using Arbex.Cli.Hosting;
using Arbex.Export;
using Arbex.Files;
using Arbex.Inference;

namespace Arbex.Cli.Predict;

/// <summary>Opens a model file by what it is: an exported model, or a checkpoint of training.</summary>
internal static class ExpressionModels
{
    /// <summary>Reads what a model says of itself. Of a checkpoint only the head is read: libtorch, which takes a while to load,
    /// waits until there is a picture to look at.</summary>
    /// <exception cref="ArbexException">It is no model, or cannot promise the risk that is asked for.</exception>
    public static (ModelDescription Description, Func<IExpressionModel> Make) Prepare(
        PredictRequest request, CommandHost host)
    {
        if (request.Model != ShippedModel.Name)
        {
            SpecialFile.Refuse(request.Model, "model");
        }

        var prepared = ExportedModels.IsExported(request.Model) ? PrepareExported(request) : PrepareCheckpoint(request, host);
        if (request.Recognition.TargetRisk is { } risk)
        {
            Abstention.Threshold(prepared.Description, risk);
        }

        return prepared;
    }

    private static (ModelDescription Description, Func<IExpressionModel> Make) PrepareExported(PredictRequest request)
    {
        ExportedModels.CheckDevice(request.Compute.Device, request.Model);
        var model = ExportedModels.Open(request.Model, request.Recognition.Threads);
        return (model.Description, () => model);
    }

    private static (ModelDescription Description, Func<IExpressionModel> Make) PrepareCheckpoint(
        PredictRequest request, CommandHost host)
    {
        var info = Checkpoint.ReadInfo(request.Model);
        ImportedModels.Warn(host, request.Model, info);
        return (CheckpointDescription.Of(info, Path.GetFileNameWithoutExtension(request.Model)), Load);

        IExpressionModel Load()
        {
            ComputeDevice.UseThreads(request.Compute.Threads);
            return CheckpointExpressionModel.Load(request.Model, request.Compute.Device);
        }
    }
}
