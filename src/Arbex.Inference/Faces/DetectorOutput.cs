namespace Arbex.Inference.Faces;

/// <summary>One output of a detector: numbers for every cell of a grid laid over its input.</summary>
/// <param name="Name">The output's name in the model.</param>
/// <param name="Stride">Side of a cell, in pixels of the input.</param>
/// <param name="Numbers">Numbers a cell.</param>
/// <param name="IsPlanar">Whether its shape is [1, numbers, rows, columns] and not [1, rows x columns,
/// numbers].</param>
internal readonly record struct DetectorOutput(string Name, int Stride, int Numbers, bool IsPlanar)
{
    /// <summary>Its shape for an input.</summary>
    /// <param name="width">Columns of the input, a multiple of the stride.</param>
    /// <param name="height">Rows of the input, a multiple of the stride.</param>
    public long[] Shape(int width, int height) =>
        IsPlanar
            ? [1, Numbers, height / Stride, width / Stride]
            : [1, (long)(height / Stride) * (width / Stride), Numbers];
}
