using System.Buffers.Binary;
using System.Text;

namespace Arbex.Imaging.Tests;

/// <summary>Small whole files of every format, and headers that claim to be huge.</summary>
internal static class SmallPictures
{
    private const int Width = 24;
    private const int Height = 17;

    /// <summary>One of each kind, with a name that starts with the format's.</summary>
    public static IEnumerable<(string Kind, byte[] File)> All
    {
        get
        {
            var picture = TestImages.Smooth(Width, Height);
            int[] samples = [.. picture.Pixels.Select(value => (int)value)];
            var tiff = new TiffBuilder { Width = Width, Height = Height, SamplesPerPixel = 3, Photometric = 2 };
            yield return ("jpeg", EncodedImages.Jpeg(picture));
            yield return ("jpeg grey", EncodedImages.GreyJpeg(picture));
            yield return ("jpeg turned", EncodedImages.JpegWithOrientation(picture, 6));
            yield return ("png", ImageEncoder.EncodePng(picture));
            yield return ("png palette", Palette());
            yield return ("tiff", tiff.Build(samples));
            yield return ("tiff lzw", (tiff with { Compression = 5, BigEndian = true }).Build(samples));
            yield return ("tiff tiles", (tiff with { Compression = 8, TileSide = 16 }).Build(samples));
            yield return ("gif", EncodedImages.Gif);
            yield return ("gif moving", Gif(Width, Height, frames: 6, everyOtherPasses: true));
            yield return ("webp", EncodedImages.Webp(picture));
            yield return ("webp moving", Webp(Width, Height));
            yield return ("bmp", EncodedImages.Bmp);
            yield return ("jpeg progressive", EncodedImages.ProgressiveJpeg);
            yield return ("jpeg restarted", EncodedImages.RestartedJpeg);
            yield return ("tiff big", (tiff with { Compression = 5, Big = true, TileSide = 16 }).Build(samples));
            foreach (var (place, make) in OrientedPictures.All)
            {
                yield return (place, make(picture, 6));
            }
        }
    }

    /// <summary>Files whose headers claim a side, by format.</summary>
    public static IReadOnlyDictionary<string, byte[]> Huge(int side)
    {
        var jpeg = EncodedImages.Jpeg(TestImages.Smooth(Width, Height));
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), (ushort)side);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), (ushort)side);

        var bmp = EncodedImages.Bmp;
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), side);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), side);

        var tiff = new TiffBuilder { Width = 2, Height = 2, RowsPerStrip = 2 }.Build([1, 2, 3, 4]);
        var directory = BitConverter.ToInt32(tiff, 4);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(directory + 2 + 8), side);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(directory + 2 + 12 + 8), side);
        return new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["jpeg"] = jpeg,
            ["png"] = PngBuilder.Build(side, side, 8, 2, []),
            ["tiff"] = tiff,
            ["gif"] = Gif(side, side, frames: 1, everyOtherPasses: false),
            ["webp"] = Webp(side, side),
            ["bmp"] = bmp,
        };
    }

    /// <summary>An animated GIF of frames of one pixel that walk along the first row.</summary>
    public static byte[] Gif(int width, int height, int frames, bool everyOtherPasses)
    {
        using var file = new MemoryStream();
        file.Write("GIF89a"u8);
        file.Write([(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
        for (var i = 0; i < frames; i++)
        {
            const int Keep = 1 << 2;
            const int RestorePrevious = 3 << 2;
            var disposal = everyOtherPasses && i % 2 == 1 ? RestorePrevious : Keep;
            file.Write([0x21, 0xF9, 4, (byte)disposal, 2, 0, 0, 0]);
            var (left, colour) = ((byte)(i % Math.Min(width, 256)), (byte)(i % 3 == 0 ? 0x44 : 0x4C));
            file.Write([0x2C, left, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, colour, 1, 0]);
        }

        file.WriteByte(0x3B);
        return file.ToArray();
    }

    /// <summary>An animated WebP of two frames of 24 x 17, with a noted orientation if one is given.</summary>
    public static byte[] Webp(int width, int height, int? noted = null)
    {
        var chunks = new List<byte>();
        chunks.AddRange(Chunk("VP8X", [(byte)(noted is null ? 2 : 2 | 8), 0, 0, 0, .. Whole(width - 1), .. Whole(height - 1)]));
        chunks.AddRange(Chunk("ANIM", [255, 255, 255, 255, 0, 0]));
        foreach (var seed in (long[])[1, 2])
        {
            var still = EncodedImages.Webp(TestImages.Noisy(Width, Height, seed))[12..];
            chunks.AddRange(Chunk(
                "ANMF", [.. Whole(0), .. Whole(0), .. Whole(Width - 1), .. Whole(Height - 1), .. Whole(40), 0, .. still]));
        }

        if (noted is { } orientation)
        {
            chunks.AddRange(Chunk("EXIF", OrientedPictures.Exif(orientation)));
        }

        return [.. Chunk("RIFF", [.. "WEBP"u8, .. chunks])];
    }

    private static byte[] Chunk(string name, byte[] content) =>
    [
        .. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(content.Length), .. content,
        .. new byte[content.Length % 2],
    ];

    private static byte[] Whole(int number) => BitConverter.GetBytes(number)[..3];

    private static byte[] Palette() => PngBuilder.Build(
        Width, Height, 8, 3, [.. Enumerable.Range(0, Height).Select(y => Enumerable.Repeat((byte)(y % 4), Width).ToArray())],
        palette: [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255], alpha: [255, 128, 0, 255]);
}
