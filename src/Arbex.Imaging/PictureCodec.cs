using Arbex.Imaging.Formats;
using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Opens the formats that Arbex reads through SkiaSharp, and no other: SkiaSharp would also try raw files of
/// cameras, icons and more, whose readers nobody asked for.</summary>
internal static class PictureCodec
{
    /// <summary>Scans that a JPEG picture may have. Encoders write up to a dozen; thousands of them in a small file keep a
    /// processor busy for hours.</summary>
    private const int MostScans = 500;

    private const int WebpChunkAt = 12;
    private const int WebpCanvasAt = 24;
    private const int WebpHeaderBytes = 30;

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

        if (JpegMarkers.IsJpeg(picture.Content) && JpegMarkers.Outline(picture.Content).Scans is > MostScans and var scans)
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
        if (WebpChunks.IsWebp(file) && file.Length >= WebpHeaderBytes && file[WebpChunkAt..].StartsWith("VP8X"u8))
        {
            picture.CheckSize(Side(file[WebpCanvasAt..]), Side(file[(WebpCanvasAt + 3)..]), limits);
        }

        static int Side(ReadOnlySpan<byte> bytes) => 1 + bytes[0] + (bytes[1] << 8) + (bytes[2] << 16);
    }

    /// <summary>Whether a file starts like one of the formats that are read through SkiaSharp.</summary>
    /// <param name="file">The file or its beginning.</param>
    internal static bool IsKnown(ReadOnlySpan<byte> file) =>
        JpegMarkers.IsJpeg(file) || PngChunks.IsPng(file) || GifBlocks.IsGif(file) || file.StartsWith("BM"u8)
        || WebpChunks.IsWebp(file);
}
