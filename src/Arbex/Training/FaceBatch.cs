namespace Arbex.Training;

/// <summary>A batch as plain numbers, made without libtorch so that any thread can make it.</summary>
/// <param name="Pixels">Normalised inputs, [B, 3, S, S] row-major; may be longer than the batch needs.</param>
/// <param name="Targets">Label distributions, [B, N] row-major; may be longer than the batch needs.</param>
/// <param name="Samples">Positions in the dataset, B of them.</param>
public sealed record FaceBatch(float[] Pixels, float[] Targets, IReadOnlyList<int> Samples)
{
    /// <summary>Number of samples B.</summary>
    public int Count => Samples.Count;
}
