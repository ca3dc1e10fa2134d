namespace Arbex;

/// <summary>
/// Something that the user can mend: a bad file, folder, option or checkpoint. The message says what happened, what
/// was expected and how to fix it, with the values concerned; programs show it as one line without a stack trace.
/// </summary>
public class ArbexException : Exception
{
    /// <summary>Makes an error for the user.</summary>
    /// <param name="message">What happened, what was expected, how to fix it.</param>
    public ArbexException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an error for the user from another one.</summary>
    /// <param name="message">What happened, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public ArbexException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an error without a text; prefer the other constructors.</summary>
    public ArbexException()
    {
    }
}
