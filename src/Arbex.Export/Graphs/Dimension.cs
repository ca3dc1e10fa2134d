namespace Arbex.Export.Graphs;

/// <summary>
/// A size of a tensor: a number, or a number for each face of the batch, whose length a file leaves open.
/// </summary>
/// <param name="Size">The size itself, or the size for one face.</param>
/// <param name="PerFace">Whether it grows with the batch.</param>
internal readonly record struct Dimension(long Size, bool PerFace = false)
{
    /// <summary>One for each face: the batch B.</summary>
    public static Dimension Batch { get; } = new(1, true);

    /// <summary>A size that is known.</summary>
    public static implicit operator Dimension(long size) => new(size);

    /// <summary>"3", "B" or "4 B".</summary>
    public override string ToString() => (PerFace, Size) switch
    {
        (false, _) => $"{Size}",
        (true, 1) => "B",
        _ => $"{Size} B",
    };
}
