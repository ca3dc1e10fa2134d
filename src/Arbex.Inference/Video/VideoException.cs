namespace Arbex.Inference.Video;

/// <summary>A clip cannot be read or written.</summary>
public sealed class VideoException : ArbexException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, what was expected, how to mend it.</param>
    public VideoException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception from another one.</summary>
    /// <param name="message">What happened, what was expected, how to mend it.</param>
    /// <param name="cause">What lies behind it.</param>
    public VideoException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Makes an exception without a text; prefer the others.</summary>
    public VideoException()
    {
    }
}
