namespace Arbex.Checkpoints;

/// <summary>A checkpoint that cannot be read or does not fit; the message names the file.</summary>
public sealed class CheckpointException : ArbexException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What happened, what was expected, how to fix it.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error from another one.</summary>
    /// <param name="message">What happened, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an error without a text; prefer the other constructors.</summary>
    public CheckpointException()
    {
    }
}
