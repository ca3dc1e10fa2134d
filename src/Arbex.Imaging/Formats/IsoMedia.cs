namespace Arbex.Imaging.Formats;

/// <summary>Tells files apart that are made of the boxes of MP4 and QuickTime: videos, and pictures of newer formats.</summary>
internal static class IsoMedia
{
    private const int NameAt = 4;
    private const int BrandAt = 8;
    private const int BrandBytes = 4;

    /// <summary>Describes a file.</summary>
    /// <param name="head">The file or its beginning.</param>
    /// <returns>Null for other files.</returns>
    public static FileContent.Description? Describe(ReadOnlySpan<byte> head)
    {
        if (head.Length < BrandAt + BrandBytes)
        {
            return null;
        }

        var box = head.Slice(NameAt, BrandBytes);
        if (box.SequenceEqual("ftyp"u8))
        {
            return OfBrands(Brands(head));
        }

        return box.SequenceEqual("JXL "u8) ? new("a JPEG XL picture", FileAdvice.Convert)
            : box.SequenceEqual("jP  "u8) ? new("a JPEG 2000 picture", FileAdvice.Convert)
            : box.SequenceEqual("moov"u8) || box.SequenceEqual("mdat"u8) || box.SequenceEqual("wide"u8)
                || box.SequenceEqual("free"u8) || box.SequenceEqual("skip"u8) || box.SequenceEqual("pnot"u8)
                ? new("a QuickTime video", FileAdvice.TakeFrames)
            : null;
    }

    /// <summary>The brands: first the main one, behind a version the others.</summary>
    private static List<string> Brands(ReadOnlySpan<byte> head)
    {
        var length = (int)Math.Min((uint)head.Length, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(head));
        var brands = new List<string>();
        for (var at = BrandAt; at == BrandAt || at + BrandBytes <= length; at += at == BrandAt ? 2 * BrandBytes : BrandBytes)
        {
            brands.Add(System.Text.Encoding.Latin1.GetString(head.Slice(at, BrandBytes)));
        }

        return brands;
    }

    private static FileContent.Description OfBrands(List<string> brands) =>
        brands.Exists(brand => brand is "avif" or "avis") ? new("an AVIF picture", FileAdvice.Convert)
        : brands.Exists(brand => brand is "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "hevm" or "hevs")
            ? new("a HEIC picture", FileAdvice.Convert)
        : brands[0] is "mif1" or "mif2" or "msf1" or "miaf" ? new("a HEIF picture", FileAdvice.Convert)
        : brands[0] is "jp2 " or "jpx " or "jpm " ? new("a JPEG 2000 picture", FileAdvice.Convert)
        : brands[0] == "jxl " ? new("a JPEG XL picture", FileAdvice.Convert)
        : brands[0] == "crx " ? new("a camera's raw picture (Canon CR3)", FileAdvice.Develop)
        : brands[0] is "M4A " or "M4B " ? new("a sound (M4A)", FileAdvice.Remove)
        : new(brands[0] == "qt  " ? "a QuickTime video" : "an MP4 video", FileAdvice.TakeFrames);
}
