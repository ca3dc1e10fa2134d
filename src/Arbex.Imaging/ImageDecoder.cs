using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Reads JPEG, PNG, GIF (first frame), BMP and WebP pictures as 8-bit RGB.</summary>
/// <remarks>
/// The EXIF orientation is applied, so a face stands upright. Transparent pixels are laid over white, as a viewer
/// shows a cut-out face. Grey is repeated in the three channels; 16-bit samples keep their upper 8 bits. Colour
/// profiles are ignored: values are those in the file, as in the tools that the published data sets were read with.
/// </remarks>
public static class ImageDecoder
{
    private const string Formats = "a JPEG, PNG, GIF, BMP or WebP picture";

    /// <summary>Reads a picture file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What the picture may ask for; null for the defaults.</param>
    /// <returns>The upright picture.</returns>
    /// <exception cref="ImageFormatException">The file is missing, unreadable, empty, cut short, too large, or no
    /// picture.</exception>
    public static ImageBuffer Decode(string path, DecodeLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFormatException(
                $"The picture '{path}' does not exist. Expected {Formats}. Check the path.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(
                $"The picture '{path}' cannot be opened: {cause.Message} Expected a readable file with {Formats}. "
                + "Check that it is a file, not a folder, and its permissions.",
                cause);
        }

        return Decode(bytes, path, limits);
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="bytes">The whole content of a picture file.</param>
    /// <param name="name">How messages call the picture, such as the name of an uploaded file.</param>
    /// <param name="limits">What the picture may ask for; null for the defaults.</param>
    /// <returns>The upright picture.</returns>
    /// <exception cref="ImageFormatException">The content is empty, cut short, too large, or no picture.</exception>
    public static ImageBuffer Decode(ReadOnlyMemory<byte> bytes, string name, DecodeLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var maximumPixels = (limits ?? new DecodeLimits()).Validated().MaximumPixels;
        if (bytes.IsEmpty)
        {
            throw new ImageFormatException(
                $"The picture '{name}' is empty (0 bytes). Expected {Formats}. Copy or download it again.");
        }

        using var data = SKData.CreateCopy(bytes.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            throw new ImageFormatException(
                $"The file '{name}' ({bytes.Length} bytes) is not a picture that can be read, or its header is cut "
                + $"short. Expected {Formats}. Convert it to one of these or remove it.");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > maximumPixels)
        {
            throw new ImageFormatException(
                $"The picture '{name}' is {width}x{height} = {(long)width * height} pixels. Expected at most "
                + $"{maximumPixels}. Shrink it, or raise MaximumPixels.");
        }

        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
        var result = codec.GetPixels(info, out var rgba);
        if (result != SKCodecResult.Success)
        {
            var complaint = result == SKCodecResult.IncompleteInput ? "ends too early" : $"is damaged ({result})";
            throw new ImageFormatException(
                $"The picture '{name}' ({width}x{height}, {bytes.Length} bytes) {complaint}. Expected a whole file. "
                + "Copy or download it again, or remove it.");
        }

        if (codec.Info.AlphaType != SKAlphaType.Opaque)
        {
            LayOverWhite(rgba);
        }

        return ExifOrientation.Upright(rgba, width, height, (int)codec.EncodedOrigin);
    }

    private static void LayOverWhite(Span<byte> rgba)
    {
        for (var i = 0; i < rgba.Length; i += 4)
        {
            int alpha = rgba[i + 3];
            if (alpha == 255)
            {
                continue;
            }

            var white = 255 * (255 - alpha);
            rgba[i] = (byte)(((rgba[i] * alpha) + white + 127) / 255);
            rgba[i + 1] = (byte)(((rgba[i + 1] * alpha) + white + 127) / 255);
            rgba[i + 2] = (byte)(((rgba[i + 2] * alpha) + white + 127) / 255);
        }
    }
}
