using Arbex.Inference;

namespace Arbex.Cli.Hosting;

/// <summary>Exported models as commands name them: by a file, or by the name of the one that comes along.</summary>
internal static class ExportedModels
{
    public static bool IsExported(string model) =>
        model == ShippedModel.Name || model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens it.</summary>
    /// <exception cref="ArbexException">The file cannot be used.</exception>
    public static OnnxExpressionModel Open(string model, int threads) =>
        model == ShippedModel.Name ? ShippedModel.Open(threads) : OnnxExpressionModel.Load(model, threads);
}
