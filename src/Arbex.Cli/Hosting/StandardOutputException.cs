namespace Arbex.Cli.Hosting;

/// <summary>Results cannot be written to standard output.</summary>
#pragma warning disable CA1032 // made in one place only
internal sealed class StandardOutputException : IOException
#pragma warning restore CA1032
{
    /// <param name="reason">A sentence.</param>
    /// <param name="cause">What the system said.</param>
    public StandardOutputException(string reason, Exception? cause = null)
        : base($"Cannot write to standard output: {Sentence.Ended(reason)} Expected a place that takes the results. Send them elsewhere.", cause)
    {
    }
}
