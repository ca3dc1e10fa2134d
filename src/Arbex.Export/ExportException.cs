namespace Arbex.Export;

/// <summary>A network that cannot be exported, or a file that does not answer as the network does.</summary>
public sealed class ExportException : ArbexException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What happened, what was expected, how to fix it.</param>
    public ExportException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error from another one.</summary>
    /// <param name="message">What happened, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public ExportException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an error without a text; prefer the other constructors.</summary>
    public ExportException()
    {
    }
}
