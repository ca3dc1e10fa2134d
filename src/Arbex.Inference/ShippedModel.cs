namespace Arbex.Inference;

/// <summary>
/// The model that comes with the library: <c>compact</c>, trained on FER+ for eight expressions. Its card, with what it was measured to be
/// good and bad at, is models/arbex-compact-ferplus.md in the repository.
/// </summary>
public static class ShippedModel
{
    /// <summary>Its name, which the program takes in the place of a file's.</summary>
    public const string Name = "arbex-compact-ferplus";

    /// <summary>Opens it.</summary>
    /// <param name="threads">Threads that a call computes on, at least 1.</param>
    public static OnnxExpressionModel Open(int threads = 1)
    {
        using var resource = typeof(ShippedModel).Assembly.GetManifestResourceStream(Name + ".onnx")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return OnnxExpressionModel.Open(bytes, Name, threads);
    }
}
