namespace Arbex.Cli.Hosting;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Something went wrong that is not the user's doing.</summary>
    public const int Failed = 1;

    /// <summary>Wrong use or bad input: the message says how to mend it.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl+C, a request to terminate, or a terminal that was closed.</summary>
    public const int Stopped = 130;
}
