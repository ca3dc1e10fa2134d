namespace Arbex.Cli.Hosting;

/// <summary>What an exception that ends a command means to the user: an exit code and a sentence.</summary>
internal static class Endings
{
    public static (int Code, string Line) Of(Exception ending) => Cause(ending) switch
    {
        OperationCanceledException stopped => (ExitCode.Stopped, stopped is StoppedException ? stopped.Message : "Stopped."),
        ArbexException fixable => (ExitCode.BadInput, fixable.Message),
        StandardOutputException output => (ExitCode.Failed, output.Message),
        OutOfMemoryException => (
            ExitCode.Failed,
            "There is not enough memory. Expected more of it, or smaller work. Pass fewer --threads, a smaller --batch-size or --max-pixels, "
            + "or end other programs."),
        FileNotFoundException or DirectoryNotFoundException or PathTooLongException or UnauthorizedAccessException => (
            ExitCode.BadInput,
            $"{Message(Cause(ending))} Expected a file or folder that exists and that you may use. Check the path and its rights."),
        IOException broken => (
            ExitCode.Failed,
            $"{Message(broken)} Expected a place that can be read and written. Check the disk, its free space and the path."),
        var unknown => (
            ExitCode.Failed, $"{unknown.GetType().Name}: {Sentence.Ended(unknown.Message)} Run again with --verbose for details."),
    };

    private static Exception Cause(Exception ending) => ending switch
    {
        TypeInitializationException { InnerException: { } inner } => Cause(inner),
        AggregateException { InnerException: { } inner } => Cause(inner),
        _ => ending,
    };

    private static string Message(Exception failure) => failure switch
    {
        FileNotFoundException { FileName: { Length: > 0 } name } => $"The file '{name}' does not exist.",
        _ => Sentence.Ended(failure.Message),
    };
}
