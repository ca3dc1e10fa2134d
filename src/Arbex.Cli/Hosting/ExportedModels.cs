using Arbex.Inference;

namespace Arbex.Cli.Hosting;

/// <summary>Exported models as commands name them: by a file, or by the name of the one that comes along.</summary>
internal static class ExportedModels
{
    public static bool IsExported(string model) =>
        model == ShippedModel.Name || model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a device that exported models do not run on here.</summary>
    /// <param name="device">As the user named it.</param>
    /// <param name="model">An exported model.</param>
    /// <exception cref="ArbexException">It is not the processor.</exception>
    public static void CheckDevice(string device, string model)
    {
        if (device != "cpu")
        {
            throw new ArbexException(
                $"--device is {device}, and '{model}' is an exported model, which runs on the processor here. Expected cpu. Leave --device "
                + "out, or pass the checkpoint.");
        }
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="ArbexException">The file cannot be used.</exception>
    public static OnnxExpressionModel Open(string model, int threads) =>
        model == ShippedModel.Name ? ShippedModel.Open(threads) : OnnxExpressionModel.Load(model, threads);
}
