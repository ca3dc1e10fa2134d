using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Opens the formats that Arbex reads through SkiaSharp, and no other: SkiaSharp would also try raw files of
/// cameras, icons and more, whose readers nobody asked for.</summary>
internal static class PictureCodec
{
    /// <summary>Scans that a JPEG picture may have. Encoders write up to a dozen; thousands of them in a small file keep a
    /// processor busy for hours.</summary>
    private const int MostScans = 500;

    private const int WebpNameAt = 8;
    private const int WebpChunkAt = 12;
    private const int WebpCanvasAt = 24;
    private const int WebpHeaderBytes = 30;

    private static ReadOnlySpan<byte> StartOfScan => [0xFF, 0xDA];

    private static ReadOnlySpan<byte> StartOfJpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> StartOfPng => [0x89, 0x50, 0x4E, 0x47];

    /// <summary>Opens a picture.</summary>
    /// <param name="picture">The file; must be kept alive as long as the codec.</param>
    /// <param name="data">The same bytes for SkiaSharp.</param>
    /// <param name="limits">What the picture may ask for.</param>
    /// <returns>To be disposed by the caller; null if it is of no known format.</returns>
    /// <exception cref="ImageFormatException">It is too large, or made to take long.</exception>
    public static SKCodec? Open(EncodedPicture picture, SKData data, DecodeLimits limits)
    {
        if (!IsKnown(picture.Content))
        {
            return null;
        }

        CheckWebpCanvas(picture, limits);

        if (IsJpeg(picture.Content) && picture.Content.Count(StartOfScan) is > MostScans and var scans)
        {
            throw new ImageFormatException(
                $"The picture '{picture.Name}' ({picture.Length} bytes) has {scans} scans. Expected at most {MostScans}, far "
                + "more than any program writes. Convert it to PNG or remove it.");
        }

        if (SKCodec.Create(data) is not { } codec)
        {
            return null;
        }

        try
        {
            picture.CheckSize(codec.Info.Width, codec.Info.Height, limits);
            return codec;
        }
        catch
        {
            codec.Dispose();
            throw;
        }
    }

    /// <summary>Skia says no more of a canvas beyond 2 billion pixels than that it is none.</summary>
    private static void CheckWebpCanvas(EncodedPicture picture, DecodeLimits limits)
    {
        var file = picture.Content;
        if (IsWebp(file) && file.Length >= WebpHeaderBytes && file[WebpChunkAt..].StartsWith("VP8X"u8))
        {
            picture.CheckSize(Side(file[WebpCanvasAt..]), Side(file[(WebpCanvasAt + 3)..]), limits);
        }

        static int Side(ReadOnlySpan<byte> bytes) => 1 + bytes[0] + (bytes[1] << 8) + (bytes[2] << 16);
    }

    private static bool IsKnown(ReadOnlySpan<byte> file) =>
        IsJpeg(file) || file.StartsWith(StartOfPng) || file.StartsWith("GIF8"u8) || file.StartsWith("BM"u8)
        || IsWebp(file);

    private static bool IsWebp(ReadOnlySpan<byte> file) =>
        file.StartsWith("RIFF"u8) && file.Length > WebpNameAt && file[WebpNameAt..].StartsWith("WEBP"u8);

    private static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith(StartOfJpeg);
}
