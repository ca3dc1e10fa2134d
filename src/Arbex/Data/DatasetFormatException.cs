namespace Arbex.Data;

/// <summary>A dataset folder or list that is not laid out as expected. The message names the file and line.</summary>
public sealed class DatasetFormatException : ArbexException
{
    /// <summary>Makes an error about a dataset.</summary>
    /// <param name="message">Which folder or file and line, what was expected, how to fix it.</param>
    public DatasetFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an error about a dataset from another one.</summary>
    /// <param name="message">Which folder or file and line, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public DatasetFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an error without a text; prefer the other constructors.</summary>
    public DatasetFormatException()
    {
    }

    /// <summary>Whether nothing of the dataset lies in the folder, so that it may lie in one below.</summary>
    internal bool IsLayoutMissing { get; init; }
}
