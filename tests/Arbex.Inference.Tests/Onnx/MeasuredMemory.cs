namespace Arbex.Inference.Tests.Onnx;

/// <summary>Tests that look at the memory of the whole process run alone.</summary>
[CollectionDefinition(nameof(MeasuredMemory), DisableParallelization = true)]
#pragma warning disable CA1711 // xunit's own word for it
public sealed class MeasuredMemory;
#pragma warning restore CA1711
