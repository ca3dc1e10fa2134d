namespace Arbex.Imaging.Formats;

/// <summary>Which entries of a TIFF directory pixels depend on.</summary>
internal static class TiffTags
{
    private const int OldJpeg = 6;
    private const int Jpeg = 7;
    private const int Palette = 3;
    private const int Ink = 5;
    private const int LumaChroma = 6;

    /// <summary>Whether libtiff needs an entry to decode pixels.</summary>
    /// <param name="tag">The entry.</param>
    /// <param name="compression">The picture's compression.</param>
    /// <param name="photometric">What the picture's samples are.</param>
    public static bool LeadsToPixels(int tag, long compression, long photometric) => tag switch
    {
        // Width, height, bits, compression, photometric, order of bits, strips, samples, planes, tiles, extra samples, sample format.
        (>= 256 and <= 259) or 262 or 266 or 273 or (>= 277 and <= 279) or 284 or (>= 322 and <= 325) or 338 or 339 => true,
        // Depths of picture and tiles, and what extra samples and sample format were called before.
        32995 or 32996 or 32997 or 32998 => true,
        292 => compression == 3, // options of fax group 3
        293 => compression == 4, // options of fax group 4
        317 => compression is 5 or 8 or 32946 or 50000, // predictor of LZW, deflate, Zstandard
        320 => photometric == Palette, // colors
        332 => photometric == Ink, // which inks
        347 => compression == Jpeg, // tables
        (>= 512 and <= 521) => compression == OldJpeg,
        (>= 529 and <= 532) => photometric == LumaChroma, // coefficients, subsampling, positions, black and white
        37439 => compression is 34676 or 34677, // units of LogLuv
        _ => false,
    };

    /// <summary>Whether LibTiff.NET reports data that end before the rows do; its other decoders make up the rest.</summary>
    /// <param name="compression">None, deflate, or the older number of deflate.</param>
    public static bool NoticesEnd(long compression) => compression is 1 or 8 or 32946;
}
