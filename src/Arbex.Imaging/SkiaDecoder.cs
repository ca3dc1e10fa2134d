using Arbex.Imaging.Formats;
using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>Reads the formats that SkiaSharp knows.</summary>
internal static class SkiaDecoder
{
    /// <summary>Decodes a picture.</summary>
    /// <param name="picture">The file.</param>
    /// <param name="buffer">Scratch memory and the result's.</param>
    /// <param name="limits">What the picture may ask for.</param>
    /// <returns>The upright picture; null if the file is of no known format.</returns>
    /// <exception cref="ImageFormatException">The picture is too large, cut short or damaged.</exception>
    public static ImageBuffer? Decode(EncodedPicture picture, DecodeBuffer buffer, DecodeLimits limits)
    {
        // Skia looks at the pinned bytes where they are.
        using var data = SKData.Create(DecodeBuffer.AddressOf(picture.Bytes), picture.Length);
        using var codec = PictureCodec.Open(picture, data, limits);
        if (codec is null)
        {
            return null;
        }

        var header = codec.Info;
        var (width, height) = (header.Width, header.Height);
        if (!PictureEnd.IsReached(picture.Content))
        {
            throw picture.Damaged(
                width, height, JpegMarkers.IsJpeg(picture.Content) ? "ends too early or lacks a part in between" : "ends too early");
        }

        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
        var pinned = buffer.Rgba(info.BytesSize);
        var result = codec.GetPixels(info, DecodeBuffer.AddressOf(pinned));
        if (result != SKCodecResult.Success)
        {
            throw picture.Damaged(
                width, height, result == SKCodecResult.IncompleteInput ? "ends too early" : $"is damaged ({result})");
        }

        var rgba = pinned.AsSpan(0, info.BytesSize);
        if (header.AlphaType != SKAlphaType.Opaque)
        {
            RgbaPixels.LayOverWhite(rgba);
        }

        var image = ExifOrientation.Upright(rgba, width, height, NotedOrientation.Of(picture.Content), buffer);
        GC.KeepAlive(picture.Bytes);
        return image;
    }
}
