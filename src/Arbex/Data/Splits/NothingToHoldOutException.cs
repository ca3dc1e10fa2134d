namespace Arbex.Data.Splits;

/// <summary>A dataset is too small for a validation part: every choice would take a whole class from training.</summary>
public sealed class NothingToHoldOutException : ArbexException
{
    /// <summary>Makes an error about a dataset.</summary>
    /// <param name="message">Which dataset, what was expected, how to fix it.</param>
    public NothingToHoldOutException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an error about a dataset from another one.</summary>
    /// <param name="message">Which dataset, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public NothingToHoldOutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an error without a text; prefer the other constructors.</summary>
    public NothingToHoldOutException()
    {
    }
}
