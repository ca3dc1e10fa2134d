namespace Arbex.Data.Packing;

/// <summary>A pack that is missing, damaged, unfinished or older than its source. The message names the file.</summary>
public sealed class PackException : ArbexException
{
    /// <summary>Makes an error about a pack.</summary>
    /// <param name="message">Which file, what was expected, how to fix it.</param>
    public PackException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an error about a pack from another one.</summary>
    /// <param name="message">Which file, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public PackException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an error without a text; prefer the other constructors.</summary>
    public PackException()
    {
    }
}
