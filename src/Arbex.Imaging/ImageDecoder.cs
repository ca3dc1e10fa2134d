using Arbex.Imaging.Formats;

namespace Arbex.Imaging;

/// <summary>Reads JPEG, PNG, GIF (first frame), BMP, WebP and TIFF (first page, also BigTIFF) pictures as 8-bit RGB.</summary>
/// <remarks>
/// The orientation that a camera noted is applied, so a face stands upright, whether it stands in EXIF data, in a raw profile of a PNG
/// file, or in XMP; where these disagree, the first of them counts. A file that ends before its format's end mark is refused. Transparent pixels are laid over white, as
/// a viewer shows a cut-out face. Grey is repeated in the three channels; 16-bit samples keep their upper 8 bits. CMYK
/// is taken as Adobe's programs write it into JPEG files, inverted. Colour profiles are ignored: values are those in the
/// file, as in the tools that the published data sets were read with.
/// </remarks>
/// <threadsafety>May be called on many threads at once, with a <see cref="DecodeBuffer"/> for each.</threadsafety>
public static class ImageDecoder
{
    private const string Formats = "a JPEG, PNG, GIF, BMP, WebP or TIFF picture";

    [ThreadStatic]
    private static DecodeBuffer? _buffer;

    /// <summary>Reads a picture file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What the picture may ask for; null for the defaults.</param>
    /// <returns>The upright picture, a new one.</returns>
    /// <exception cref="ImageFormatException">The file is missing, unreadable, empty, cut short, too large, or no
    /// picture.</exception>
    public static ImageBuffer Decode(string path, DecodeLimits? limits = null) =>
        Decode(path, _buffer ??= DecodeBuffer.ForNewImages(), limits);

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="bytes">The whole content of a picture file.</param>
    /// <param name="name">How messages call the picture, such as the name of an uploaded file.</param>
    /// <param name="limits">What the picture may ask for; null for the defaults.</param>
    /// <returns>The upright picture, a new one.</returns>
    /// <exception cref="ImageFormatException">The content is empty, cut short, too large, or no picture.</exception>
    public static ImageBuffer Decode(ReadOnlyMemory<byte> bytes, string name, DecodeLimits? limits = null) =>
        Decode(bytes, name, _buffer ??= DecodeBuffer.ForNewImages(), limits);

    /// <summary>Reads a picture file into memory that the caller keeps.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">The caller's; overwritten.</param>
    /// <param name="limits">What the picture may ask for; null for the defaults.</param>
    /// <returns>The upright picture. It belongs to the buffer and is valid until the buffer's next use.</returns>
    /// <exception cref="ImageFormatException">The file is missing, unreadable, empty, cut short, too large, or no
    /// picture.</exception>
    public static ImageBuffer Decode(string path, DecodeBuffer buffer, DecodeLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(buffer);
        var checkedLimits = (limits ?? DecodeLimits.Default).Validated();
        var (bytes, length) = PictureFile.Read(path, Formats, buffer);
        return Decode(new EncodedPicture(bytes, length, path), buffer, checkedLimits);
    }

    /// <summary>Reads a picture from memory into memory that the caller keeps.</summary>
    /// <param name="bytes">The whole content of a picture file.</param>
    /// <param name="name">How messages call the picture, such as the name of an uploaded file.</param>
    /// <param name="buffer">The caller's; overwritten.</param>
    /// <param name="limits">What the picture may ask for; null for the defaults.</param>
    /// <returns>The upright picture. It belongs to the buffer and is valid until the buffer's next use.</returns>
    /// <exception cref="ImageFormatException">The content is empty, cut short, too large, or no picture.</exception>
    public static ImageBuffer Decode(
        ReadOnlyMemory<byte> bytes, string name, DecodeBuffer buffer, DecodeLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(buffer);
        var checkedLimits = (limits ?? DecodeLimits.Default).Validated();
        var pinned = buffer.File(bytes.Length);
        bytes.Span.CopyTo(pinned);
        return Decode(new EncodedPicture(pinned, bytes.Length, name), buffer, checkedLimits);
    }

    private static ImageBuffer Decode(EncodedPicture picture, DecodeBuffer buffer, DecodeLimits limits)
    {
        if (picture.Length == 0)
        {
            throw new ImageFormatException(
                $"The picture '{picture.Name}' is empty (0 bytes). Expected {Formats}. Copy or download it again.");
        }

        var image = TiffEntries.IsTiff(picture.Content)
            ? TiffDecoder.Decode(picture, buffer, limits)
            : SkiaDecoder.Decode(picture, buffer, limits);
        return image ?? throw NotRead(picture);
    }

    private static ImageFormatException NotRead(EncodedPicture picture) =>
        FileContent.Describe(picture.Content) is { } content
            ? new(
                $"The file '{picture.Name}' ({picture.Length} bytes) is not a picture that can be read: it is {content.What}. "
                + $"Expected {Formats}. {content.Advice}")
            : new(
                $"The file '{picture.Name}' ({picture.Length} bytes) is not a picture that can be read, or its header is cut "
                + $"short. Expected {Formats}. Convert it to one of these or remove it.");
}
