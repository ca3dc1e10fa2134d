namespace Arbex.Data.Packing;

/// <summary>How pictures are stored in a pack.</summary>
public sealed record PackOptions
{
    /// <summary>
    /// The most pixels that a stored picture has on its longer side; larger ones are shrunk, smaller ones stay.
    /// </summary>
    /// <value>
    /// The default value is 0: every picture keeps its size, so that training on the pack is training on the files.
    /// </value>
    public int Side { get; init; }

    /// <summary>Pictures decoded at the same time; changes no byte of the pack.</summary>
    /// <value>The default value is the number of processors, at most 4.</value>
    public int Workers { get; init; } = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>Checks the ranges.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A value is out of range.</exception>
    public PackOptions Validated()
    {
        OptionCheck.That(
            Side is 0 or (>= 8 and <= 8192),
            $"The packed side is {Side}. Expected 0 (pictures keep their size) or 8 to 8192 pixels.");
        OptionCheck.InRange(Workers, 1, 256, "The number of packing workers");
        return this;
    }
}
