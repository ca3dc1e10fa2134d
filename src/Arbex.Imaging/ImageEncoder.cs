using Arbex.Files;
using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Writes pictures as PNG, without loss.</summary>
public static class ImageEncoder
{
    /// <summary>Encodes a picture as PNG.</summary>
    /// <param name="image">Any picture; not changed.</param>
    /// <returns>The content of a PNG file.</returns>
    public static byte[] EncodePng(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var bitmap = SkiaPixels.ToBitmap(image);
        using var pixmap = bitmap.PeekPixels();
        using var data = pixmap.Encode(SKPngEncoderOptions.Default);
        return data?.ToArray()
            ?? throw new ArbexException(
                $"A {image.Width}x{image.Height} picture could not be encoded as PNG. Shrink it.");
    }

    /// <summary>Encodes a picture as PNG and notes the program that made it.</summary>
    /// <param name="image">Any picture; not changed.</param>
    /// <param name="software">The program's name, stored in a text chunk <c>Software</c>: printable Latin-1 characters. Drawings
    /// of Arbex carry <see cref="PictureMark.Arbex"/>, which <see cref="PictureMark.IsDrawn"/> finds.</param>
    /// <returns>The content of a PNG file.</returns>
    public static byte[] EncodePng(ImageBuffer image, string software)
    {
        ArgumentException.ThrowIfNullOrEmpty(software);
        return PngText.Fits(software)
            ? PngText.Added(EncodePng(image), PictureMark.Keyword, software)
            : throw new ArgumentException($"'{software}' has characters that are not printable Latin-1.", nameof(software));
    }

    /// <summary>Writes a PNG file; a reader finds the old file or the new one, never a part.</summary>
    /// <param name="image">Any picture; not changed.</param>
    /// <param name="path">The file, in an existing folder; replaced if it exists. A link there is replaced, not followed.</param>
    /// <exception cref="ArbexException">The file cannot be written.</exception>
    public static void WritePng(ImageBuffer image, string path) => Write(path, EncodePng(image));

    /// <summary>Writes a PNG file that notes the program that made it; a reader finds the old file or the new one, never a part.</summary>
    /// <param name="image">Any picture; not changed.</param>
    /// <param name="path">The file, in an existing folder; replaced if it exists. A link there is replaced, not followed.</param>
    /// <param name="software">The program's name, as in <see cref="EncodePng(ImageBuffer, string)"/>.</param>
    /// <exception cref="ArbexException">The file cannot be written.</exception>
    public static void WritePng(ImageBuffer image, string path, string software) => Write(path, EncodePng(image, software));

    private static void Write(string path, byte[] png)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            {
                throw new DirectoryNotFoundException("Its folder does not exist.");
            }

            AtomicFile.Write(path, stream => stream.Write(png));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"The picture '{path}' cannot be written: {cause.Message} Expected an existing folder that may be "
                + "written to. Make the folder or choose another.",
                cause);
        }
    }
}
