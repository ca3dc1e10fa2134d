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

    /// <summary>Writes a PNG file; whoever looks sees the old file or the new one, never a part.</summary>
    /// <param name="image">Any picture; not changed.</param>
    /// <param name="path">The file, in an existing folder; replaced if it exists.</param>
    /// <exception cref="ArbexException">The file cannot be written.</exception>
    public static void WritePng(ImageBuffer image, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = EncodePng(image);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new ArbexException(
                $"The picture '{path}' cannot be written: {cause.Message} Expected an existing folder that may be "
                + "written to. Make the folder or choose another.",
                cause);
        }
    }
}
