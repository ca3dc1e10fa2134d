using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Arbex.Imaging.Tests;

/// <summary>Picture files that note an orientation, in every format and place where one can stand.</summary>
internal static class OrientedPictures
{
    private const string ExifHead = "Exif\0\0";
    private const string XmpHead = "http://ns.adobe.com/xap/1.0/\0";
    private const string XmpKeyword = "XML:com.adobe.xmp";
    private const string ProfileKeyword = "Raw profile type exif";

    /// <summary>The files by format and place; each is made from a picture and a noted number.</summary>
    public static IReadOnlyDictionary<string, Func<ImageBuffer, int, byte[]>> All { get; } =
        new Dictionary<string, Func<ImageBuffer, int, byte[]>>(StringComparer.Ordinal)
        {
            ["png eXIf little"] = (image, noted) => Png(image, PngBuilder.Chunk("eXIf", Exif(noted))),
            ["png eXIf big"] = (image, noted) => Png(image, PngBuilder.Chunk("eXIf", Exif(noted, bigEndian: true))),
            ["png eXIf behind pixels"] = (image, noted) => PngBehind(image, PngBuilder.Chunk("eXIf", Exif(noted))),
            ["png eXIf with a head"] = (image, noted) => Png(image, PngBuilder.Chunk("eXIf", [.. Latin(ExifHead), .. Exif(noted)])),
            ["png eXIf long"] = (image, noted) => Png(image, PngBuilder.Chunk("eXIf", Exif(noted, type: 4))),
            ["png profile tEXt"] = (image, noted) => Png(image, Text("tEXt", ProfileKeyword, Profile(noted))),
            ["png profile zTXt"] = (image, noted) => Png(image, Text("zTXt", ProfileKeyword, Profile(noted))),
            ["png profile iTXt"] = (image, noted) => Png(image, Text("iTXt", ProfileKeyword, Profile(noted))),
            ["png profile iTXt compressed"] = (image, noted) => Png(image, CompressedText(ProfileKeyword, Profile(noted))),
            ["png profile behind pixels"] = (image, noted) => PngBehind(image, Text("zTXt", ProfileKeyword, Profile(noted))),
            ["png profile APP1"] = (image, noted) => Png(image, Text("zTXt", "Raw profile type APP1", Profile(noted, "APP1"))),
            ["png profile xmp"] = (image, noted) =>
                Png(image, Text("zTXt", "Raw profile type xmp", Profile("xmp", Encoding.UTF8.GetBytes(Xmp($"{noted}"))))),
            ["png xmp"] = (image, noted) => Png(image, Text("iTXt", XmpKeyword, Xmp($"{noted}"))),
            ["png xmp compressed"] = (image, noted) => Png(image, CompressedText(XmpKeyword, XmpElement($"{noted}"))),
            ["png xmp behind pixels"] = (image, noted) => PngBehind(image, Text("iTXt", XmpKeyword, XmpElement($"{noted}"))),
            ["jpeg exif little"] = (image, noted) => Jpeg(image, [.. Latin(ExifHead), .. Exif(noted)]),
            ["jpeg exif big"] = (image, noted) => Jpeg(image, [.. Latin(ExifHead), .. Exif(noted, bigEndian: true)]),
            ["jpeg xmp"] = (image, noted) => Jpeg(image, [.. Latin(XmpHead), .. Encoding.UTF8.GetBytes(Xmp($"{noted}"))]),
            ["webp exif little"] = (image, noted) => Webp(image, 8, "EXIF", Exif(noted)),
            ["webp exif with a head"] = (image, noted) =>
                Webp(image, 8, "EXIF", [.. Latin(ExifHead), .. Exif(noted, bigEndian: true)]),
            ["webp xmp"] = (image, noted) => Webp(image, 4, "XMP ", Encoding.UTF8.GetBytes(XmpElement($"{noted}"))),
            ["tiff little"] = (image, noted) => Tiff(image, bigEndian: false, noted),
            ["tiff big"] = (image, noted) => Tiff(image, bigEndian: true, noted),
        };

    /// <summary>EXIF data with a maker and an orientation.</summary>
    public static byte[] Exif(int noted, bool bigEndian = false, int type = 3, int count = 1)
    {
        var exif = new byte[8 + 2 + (2 * 12) + 4];
        Latin(bigEndian ? "MM" : "II").CopyTo(exif, 0);
        Put(2, 42, 2);
        Put(4, 8, 4);
        Put(8, 2, 2);
        Put(10, 271, 2);
        Put(12, 2, 2);
        Put(14, 4, 4);
        Latin("Abc").CopyTo(exif, 18);
        Put(22, 274, 2);
        Put(24, type, 2);
        Put(26, count, 4);
        Put(30, noted, type == 3 ? 2 : 4);
        return exif;

        void Put(int at, int value, int size)
        {
            var target = exif.AsSpan(at, size);
            if (size == 2 && bigEndian)
            {
                BinaryPrimitives.WriteUInt16BigEndian(target, (ushort)value);
            }
            else if (size == 2)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)value);
            }
            else if (bigEndian)
            {
                BinaryPrimitives.WriteInt32BigEndian(target, value);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(target, value);
            }
        }
    }

    /// <summary>An XMP packet that notes an orientation as an attribute.</summary>
    public static string Xmp(string noted) => Packet($" tiff:Orientation='{noted}'/>");

    /// <summary>An XMP packet that notes an orientation as an element.</summary>
    public static string XmpElement(string noted) => Packet($"><tiff:Orientation>{noted}</tiff:Orientation></rdf:Description>");

    /// <summary>EXIF data as hexadecimal digits in lines.</summary>
    public static string Profile(int noted, string name = "exif") => Profile(name, [.. Latin(ExifHead), .. Exif(noted)]);

    /// <summary>A tEXt, zTXt or iTXt chunk.</summary>
    public static byte[] Text(string type, string keyword, string text) => PngBuilder.Chunk(type, type switch
    {
        "tEXt" => [.. Latin(keyword), 0, .. Encoding.UTF8.GetBytes(text)],
        "zTXt" => [.. Latin(keyword), 0, 0, .. PngBuilder.Deflated(Encoding.UTF8.GetBytes(text))],
        _ => [.. Latin(keyword), 0, 0, 0, .. Latin("en\0\0"), .. Encoding.UTF8.GetBytes(text)],
    });

    /// <summary>A PNG file with chunks behind its header.</summary>
    public static byte[] Png(ImageBuffer image, params byte[][] chunks) =>
        PngBuilder.Inserted(ImageEncoder.EncodePng(image), chunks, []);

    /// <summary>A JPEG file with APP1 segments behind its start.</summary>
    public static byte[] Jpeg(ImageBuffer image, params byte[][] segments)
    {
        var jpeg = EncodedImages.Jpeg(image);
        return [.. jpeg[..2], .. segments.SelectMany(content => Segment(0xE1, content)), .. jpeg[2..]];
    }

    /// <summary>A JPEG segment.</summary>
    public static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    /// <summary>An extended WebP file with a chunk behind its pixels.</summary>
    public static byte[] Webp(ImageBuffer image, byte flags, string type, byte[] content)
    {
        byte[] chunks =
        [
            .. RiffChunk("VP8X", [flags, 0, 0, 0, .. Three(image.Width - 1), .. Three(image.Height - 1)]),
            .. EncodedImages.Webp(image)[12..], .. RiffChunk(type, content),
        ];
        return RiffChunk("RIFF", [.. Latin("WEBP"), .. chunks]);
    }

    private static byte[] PngBehind(ImageBuffer image, byte[] chunk) =>
        PngBuilder.Inserted(ImageEncoder.EncodePng(image), [], [chunk]);

    private static byte[] CompressedText(string keyword, string text) => PngBuilder.Chunk(
        "iTXt", [.. Latin(keyword), 0, 1, 0, 0, 0, .. PngBuilder.Deflated(Encoding.UTF8.GetBytes(text))]);

    private static byte[] Tiff(ImageBuffer image, bool bigEndian, int noted) => new TiffBuilder
    {
        Width = image.Width,
        Height = image.Height,
        SamplesPerPixel = 3,
        Photometric = 2,
        BigEndian = bigEndian,
        Orientation = noted,
    }.Build([.. image.Pixels.Select(value => (int)value)]);

    private static string Profile(string name, byte[] bytes)
    {
        var digits = System.Convert.ToHexStringLower(bytes);
        var lines = digits.Chunk(72).Select(line => new string(line));
        return string.Create(CultureInfo.InvariantCulture, $"\n{name}\n{bytes.Length,8}\n{string.Join('\n', lines)}\n");
    }

    private static string Packet(string rest) =>
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><!-- tiff:Orientation=\"7\" -->"
        + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        + "<rdf:Description rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
        + rest + "</rdf:RDF></x:xmpmeta>\n   \n<?xpacket end='w'?>";

    private static byte[] RiffChunk(string name, byte[] content) =>
        [.. Latin(name), .. BitConverter.GetBytes(content.Length), .. content, .. new byte[content.Length % 2]];

    private static byte[] Three(int number) => BitConverter.GetBytes(number)[..3];

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);
}
