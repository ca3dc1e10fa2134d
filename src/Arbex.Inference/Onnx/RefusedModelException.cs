namespace Arbex.Inference.Onnx;

/// <summary>What the guard found in a model file; <see cref="GuardedModel"/> turns it into an error that names the file.</summary>
#pragma warning disable CA1032, CA1064 // made and caught in this folder only, always with both
internal sealed class RefusedModelException : Exception
#pragma warning restore CA1032, CA1064
{
    /// <param name="found">What was found, such as "node 'x' is a Loop".</param>
    /// <param name="expected">What may stand there instead.</param>
    public RefusedModelException(string found, string expected)
        : base($"{found}. Expected {expected}.")
    {
    }
}
