using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;

namespace Arbex.Imaging;

/// <summary>Reads the first page of TIFF files.</summary>
internal static class TiffDecoder
{
    /// <summary>Red, green, blue and black of CMYK, with alpha.</summary>
    private const int MostSamples = 5;

    /// <summary>Pixels that a tile may have at least, however small the picture.</summary>
    private const int SmallTile = 1 << 20;

    static TiffDecoder() => Tiff.SetErrorHandler(new TiffComplaints());

    /// <summary>Whether a file starts like a TIFF, classic or big, of either byte order.</summary>
    /// <param name="file">The file.</param>
    public static bool IsTiff(ReadOnlySpan<byte> file) =>
        file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)
        || file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8);

    /// <summary>Decodes a picture.</summary>
    /// <param name="picture">The file.</param>
    /// <param name="buffer">Where the result comes from.</param>
    /// <param name="limits">What the picture may ask for.</param>
    /// <returns>The upright picture; null if its header cannot be read.</returns>
    /// <exception cref="ImageFormatException">The picture is too large, cut short, damaged or of an unknown
    /// kind.</exception>
    public static ImageBuffer? Decode(EncodedPicture picture, DecodeBuffer buffer, DecodeLimits limits)
    {
        using var source = new TiffSource(picture);
        var (width, height) = (0, 0);
        try
        {
            using var tiff = Tiff.ClientOpen(picture.Name, "r", source, new TiffStream());
            width = Number(tiff, TiffTag.IMAGEWIDTH);
            height = Number(tiff, TiffTag.IMAGELENGTH);
            if (tiff is null || width < 1 || height < 1)
            {
                return null;
            }

            picture.CheckSize(width, height, limits);
            CheckKind(tiff, picture, width, height, limits);
            var pixels = new int[width * height];
            var orientation = tiff.GetFieldDefaulted(TiffTag.ORIENTATION)?[0].ToInt() ?? 1;
            // Asked for the orientation that the file has, libtiff leaves rows and columns as they are stored.
            if (!tiff.ReadRGBAImageOriented(width, height, pixels, (Orientation)orientation, true)
                || source.Complaint is not null)
            {
                throw picture.Damaged(width, height, $"is damaged or ends too early ({source.Complaint})");
            }

            var rgba = MemoryMarshal.AsBytes(pixels.AsSpan());
            RgbaPixels.LayMultipliedOverWhite(rgba);
            return ExifOrientation.Upright(rgba, width, height, orientation, buffer);
        }
        catch (Exception cause) when (cause is not ImageFormatException)
        {
            // The library meets nonsense in a file with whatever exception it leads to.
            throw picture.Damaged(width, height, $"is damaged ({source.Complaint ?? cause.Message})", cause);
        }
    }

    private static void CheckKind(Tiff tiff, EncodedPicture picture, int width, int height, DecodeLimits limits)
    {
        var samples = tiff.GetFieldDefaulted(TiffTag.SAMPLESPERPIXEL)?[0].ToInt() ?? 1;
        if (!tiff.RGBAImageOK(out var reason) || samples > MostSamples)
        {
            throw new ImageFormatException(
                $"The TIFF picture '{picture.Name}' ({width}x{height}, {samples} samples a pixel) is of a kind that "
                + $"cannot be read: {reason ?? "too many samples"}. Expected grey, palette, RGB or CMYK of up to 16 bits "
                + "a sample. Convert it to PNG.");
        }

        if (!tiff.IsTiled())
        {
            return;
        }

        // A whole tile is held in memory, and a small picture may claim huge ones.
        var (tileWidth, tileHeight) = (Number(tiff, TiffTag.TILEWIDTH), Number(tiff, TiffTag.TILELENGTH));
        var most = Math.Min(limits.MaximumPixels, Math.Max(SmallTile, 4L * width * height));
        if (tileWidth < 1 || tileHeight < 1 || (long)tileWidth * tileHeight > Math.Max(most, SmallTile))
        {
            throw new ImageFormatException(
                $"The TIFF picture '{picture.Name}' ({width}x{height}) has tiles of {tileWidth}x{tileHeight}. Expected "
                + "tiles that are not much larger than the picture. Convert it to PNG.");
        }
    }

    private static int Number(Tiff? tiff, TiffTag tag) => tiff?.GetField(tag)?[0].ToInt() ?? 0;
}
