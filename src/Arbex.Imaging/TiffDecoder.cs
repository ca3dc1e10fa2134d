using System.Runtime.InteropServices;
using Arbex.Imaging.Formats;
using BitMiracle.LibTiff.Classic;

namespace Arbex.Imaging;

/// <summary>Reads the first page of TIFF files.</summary>
internal static class TiffDecoder
{
    /// <summary>Red, green, blue and black of CMYK, with alpha.</summary>
    private const int MostSamples = 5;

    /// <summary>Pixels by which whole tiles may reach beyond the picture at least, however small it is; beyond larger ones by
    /// their <see cref="PartBeyond"/>th part.</summary>
    private const int LeastBeyond = 1 << 24;
    private const int PartBeyond = 4;

    static TiffDecoder() => Tiff.SetErrorHandler(new TiffComplaints());

    /// <summary>Decodes a picture.</summary>
    /// <param name="picture">The file.</param>
    /// <param name="buffer">Where the result comes from.</param>
    /// <param name="limits">What the picture may ask for.</param>
    /// <returns>The upright picture; null if its header cannot be read.</returns>
    /// <exception cref="ImageFormatException">The picture is too large, cut short, damaged or of an unknown
    /// kind.</exception>
    public static ImageBuffer? Decode(EncodedPicture picture, DecodeBuffer buffer, DecodeLimits limits)
    {
        var orientation = NotedOrientation.Of(picture.Content);
        if (!TiffDirectory.TryPrepare(picture.Bytes.AsSpan(0, picture.Length), out var width, out var height))
        {
            throw picture.Damaged(width, height, "is damaged or ends too early");
        }

        picture.CheckSize(width, height, limits);
        using var source = new TiffSource(picture);
        try
        {
            using var tiff = Tiff.ClientOpen(picture.Name, "r", source, new TiffStream());
            if (tiff is null || width < 1 || height < 1
                || Number(tiff, TiffTag.IMAGEWIDTH) != width || Number(tiff, TiffTag.IMAGELENGTH) != height)
            {
                return null;
            }

            CheckKind(tiff, picture, width, height);
            CheckTiles(tiff, picture, width, height);
            var alpha = Alpha(tiff);
            var isRead = alpha is not null && TiffGreyAlpha.Fits(tiff)
                ? TiffGreyAlpha.TryRead(tiff, width, height, alpha == ExtraSample.ASSOCALPHA, out var rgba)
                : TryReadColours(tiff, width, height, alpha is not null, out rgba);
            return isRead && source.Complaint is null
                ? ExifOrientation.Upright(rgba, width, height, orientation, buffer)
                : throw picture.Damaged(width, height, $"is damaged or ends too early ({source.Complaint ?? "pixels are missing"})");
        }
        catch (Exception cause) when (cause is not (ImageFormatException or OutOfMemoryException))
        {
            // The library meets nonsense in a file with whatever exception it leads to.
            throw picture.Damaged(width, height, $"is damaged ({source.Complaint ?? cause.Message})", cause);
        }
    }

    private static bool TryReadColours(Tiff tiff, int width, int height, bool hasAlpha, out Span<byte> rgba)
    {
        var storedWidth = WidenToTiles(tiff, width);
        var pixels = new int[storedWidth * height];
        // libtiff sees no orientation in the prepared directory, so this leaves rows and columns as they are stored.
        var isRead = tiff.ReadRGBAImageOriented(storedWidth, height, pixels, Orientation.TOPLEFT, true);
        CutToWidth(pixels, storedWidth, width, height);
        rgba = MemoryMarshal.AsBytes(pixels.AsSpan(0, width * height));
        if (hasAlpha)
        {
            RgbaPixels.LayMultipliedOverWhite(rgba);
        }

        return isRead;
    }

    private static void CheckKind(Tiff tiff, EncodedPicture picture, int width, int height)
    {
        var samples = tiff.GetFieldDefaulted(TiffTag.SAMPLESPERPIXEL)?[0].ToInt() ?? 1;
        if (!tiff.RGBAImageOK(out var reason) || samples > MostSamples)
        {
            throw new ImageFormatException(
                $"The TIFF picture '{picture.Name}' ({width}x{height}, {samples} samples a pixel) is of a kind that "
                + $"cannot be read: {reason ?? "too many samples"}. Expected grey, palette, RGB or CMYK of up to 16 bits "
                + "a sample. Convert it to PNG.");
        }
    }

    /// <summary>Whole tiles are held in memory, and a picture may claim ones that are far larger than it is.</summary>
    private static void CheckTiles(Tiff tiff, EncodedPicture picture, int width, int height)
    {
        if (!tiff.IsTiled())
        {
            return;
        }

        int tileWidth = Number(tiff, TiffTag.TILEWIDTH), tileHeight = Number(tiff, TiffTag.TILELENGTH);
        var depth = tiff.GetFieldDefaulted(TiffTag.TILEDEPTH)?[0].ToInt() ?? 1;
        var pixels = (long)width * height;
        if (tileWidth < 1 || tileHeight < 1 || depth != 1
            || RoundedUp(width, tileWidth) * RoundedUp(height, tileHeight) > pixels + Math.Max(LeastBeyond, pixels / PartBeyond))
        {
            throw new ImageFormatException(
                $"The TIFF picture '{picture.Name}' ({width}x{height}) has tiles of {tileWidth}x{tileHeight}x{depth}. Expected "
                + "flat tiles that together are not much larger than the picture. Convert it to PNG.");
        }
    }

    private static long RoundedUp(int length, int tile) => ((long)length + tile - 1) / tile * tile;

    /// <summary>Which kind of alpha the sample behind the colours is said to be; null if none. libtiff takes one that is said to be nothing
    /// for alpha too.</summary>
    private static ExtraSample? Alpha(Tiff tiff) =>
        tiff.GetField(TiffTag.EXTRASAMPLES)?[1].Value is ExtraSample[] and [ExtraSample.ASSOCALPHA or ExtraSample.UNASSALPHA, ..] samples
            ? samples[0] : null;

    /// <summary>Lets the picture end where its last tiles end: LibTiff.NET 2.4.660 misreads tiles of 16-bit samples that
    /// stick out on the right.</summary>
    private static int WidenToTiles(Tiff tiff, int width)
    {
        if (!tiff.IsTiled())
        {
            return width;
        }

        var widened = (int)RoundedUp(width, Number(tiff, TiffTag.TILEWIDTH));
        tiff.SetField(TiffTag.IMAGEWIDTH, widened);
        return widened;
    }

    private static void CutToWidth(Span<int> pixels, int storedWidth, int width, int height)
    {
        for (var y = 1; y < height && storedWidth != width; y++)
        {
            pixels.Slice(y * storedWidth, width).CopyTo(pixels[(y * width)..]);
        }
    }

    private static int Number(Tiff tiff, TiffTag tag) => tiff.GetField(tag)?[0].ToInt() ?? 0;
}
