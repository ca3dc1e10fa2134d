namespace Arbex.Cli.Hosting;

/// <summary>The user stopped the work; the message says what was kept and how to go on.</summary>
#pragma warning disable CA1032 // made in one place only, always with both
internal sealed class StoppedException : OperationCanceledException
#pragma warning restore CA1032
{
    public StoppedException(string message, CancellationToken cancellation)
        : base(message, cancellation)
    {
    }
}
