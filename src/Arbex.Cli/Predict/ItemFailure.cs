namespace Arbex.Cli.Predict;

/// <summary>Says in a sentence why one picture or clip has no answer, whatever went wrong: the others are not to be lost for it.</summary>
internal static class ItemFailure
{
    /// <summary>Whether a failure is one item's and not the end of the run.</summary>
    public static bool IsOfOneItem(Exception failure) => failure is not OperationCanceledException;

    /// <summary>Describes a failure.</summary>
    /// <param name="file">The picture or clip.</param>
    /// <param name="failure">What was thrown.</param>
    public static ArbexException Of(string file, Exception failure) => failure switch
    {
        ArbexException known => known,
        OutOfMemoryException => new ArbexException(
            $"'{file}' needs more memory than there is. Expected a smaller picture or clip. Shrink it, or pass a lower number to --threads.",
            failure),
        IOException or UnauthorizedAccessException => new ArbexException(
            $"'{file}' cannot be read: {failure.Message} Expected a picture or a clip. Check the file.", failure),
        _ => new ArbexException(
            $"'{file}' cannot be looked at: {failure.GetType().Name}: {failure.Message} Expected a picture or a clip. Check the file.", failure),
    };
}
