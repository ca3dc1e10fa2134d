namespace Arbex.Inference.Models;

/// <summary>One source did not give the model; another may.</summary>
#pragma warning disable CA1032 // always with the reason
internal sealed class SourceException : Exception
#pragma warning restore CA1032
{
    /// <param name="message">Why, as the end of a sentence.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public SourceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
