namespace Arbex.Training;

/// <summary>How batches are made ahead. Changes the speed and the memory of a run, never a number in it.</summary>
public sealed record LoaderOptions
{
    /// <summary>Threads that decode and vary pictures.</summary>
    /// <value>The default value is one less than the processors, at least 1 and at most 4.</value>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount - 1, 1, 4);

    /// <summary>The most batches that are being made or wait to be taken; workers beyond it have nothing to do.</summary>
    /// <value>The default value is 4.</value>
    public int BatchesAhead { get; init; } = 4;

    /// <summary>Checks the ranges.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A number is out of range.</exception>
    public LoaderOptions Validated()
    {
        OptionCheck.InRange(Workers, 1, 256, "The number of loading workers");
        OptionCheck.InRange(BatchesAhead, 1, 1024, "The number of batches ahead");
        return this;
    }
}
