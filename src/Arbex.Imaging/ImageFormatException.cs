namespace Arbex.Imaging;

/// <summary>
/// A picture file that cannot be read: missing, empty, cut short, too large or of an unknown format. The message
/// names the file.
/// </summary>
public sealed class ImageFormatException : ArbexException
{
    /// <summary>Makes an error about a picture.</summary>
    /// <param name="message">Which file, what was expected, how to fix it.</param>
    public ImageFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an error about a picture from another one.</summary>
    /// <param name="message">Which file, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public ImageFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an error without a text; prefer the other constructors.</summary>
    public ImageFormatException()
    {
    }
}
