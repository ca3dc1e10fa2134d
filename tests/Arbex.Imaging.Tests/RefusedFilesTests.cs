using System.Text;

namespace Arbex.Imaging.Tests;

/// <summary>A file that is no readable picture is refused with what it is and what to do.</summary>
public sealed class RefusedFilesTests
{
    private const string Convert = "Convert it to JPEG or PNG.";
    private const string Fetch = "Download the picture itself.";

    public static TheoryData<string, string, string> Texts => new()
    {
        { "<!DOCTYPE html><html><body>Quota exceeded</body></html>", "an HTML page", Fetch },
        { "\uFEFF\r\n <HTML><head><title>404</title>", "an HTML page", Fetch },
        { "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "an SVG drawing", Convert },
        { "<svg width='3'/>", "an SVG drawing", Convert },
        { "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "an XML or HTML text", Fetch },
        { "{\"error\": \"not found\"}", "a JSON text", Fetch },
        { "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "a Git LFS pointer", "git lfs pull" },
        { "/annex/objects/SHA256E-s31390--f50d.jpg\n", "a git-annex pointer", "git annex get" },
        { "label,path\n1,a.png\n", "a text", Fetch },
        { "BMW,Audi\n", "a text", Fetch },
        { "  \n", "white space", Fetch },
        { "P6\n2 2\n255\n123456789012", "a PNM picture", Convert },
        { "P2 2 2 255 1 2 3 4", "a PNM picture", Convert },
        { "Pf\n2 2\n-1.0\n", "a PNM picture", Convert },
        { "%PDF-1.7\n", "a PDF document", Convert },
        { "%!PS-Adobe-3.0 EPSF-3.0", "a PostScript document", Convert },
        { "8BPS\0\u0001", "a Photoshop file", Convert },
    };

    public static TheoryData<string, string, string> Bytes => new()
    {
        { "00000018 66747970 68656963 00000000 6D696631 68656963", "a HEIC picture", Convert },
        { "00000018 66747970 6D696631 00000000 6D696631 68656963", "a HEIC picture", Convert },
        { "00000018 66747970 6D696631 00000000 6D696631 6D696166", "a HEIF picture", Convert },
        { "0000001C 66747970 61766966 00000000 6D696631 6D696166", "an AVIF picture", Convert },
        { "0000001C 66747970 6D696631 00000000 6D696631 61766966", "an AVIF picture", Convert },
        { "FF0AFA1F", "a JPEG XL picture", Convert },
        { "0000000C 4A584C20 0D0A870A", "a JPEG XL picture", Convert },
        { "0000000C 6A502020 0D0A870A", "a JPEG 2000 picture", Convert },
        { "FF4FFF51002F", "a JPEG 2000 picture", Convert },
        { "4949BC01", "a JPEG XR picture", Convert },
        { "0000001C 66747970 63727820 00000001", "raw picture", "Develop" },
        { "00000020 66747970 69736F6D 00000200 69736F6D", "an MP4 video", "Take pictures out of it" },
        { "00000014 66747970 71742020 00000000", "a QuickTime video", "Take pictures out of it" },
        { "00000008 77696465 00000000", "a QuickTime video", "Take pictures out of it" },
        { "52494646 00100000 41564920 4C495354", "an AVI video", "Take pictures out of it" },
        { "52494646 00100000 57415645 666D7420", "a RIFF file", "Remove it." },
        { "1A45DFA3 01000000", "a Matroska or WebM video", "Take pictures out of it" },
        { "000001BA 44000400", "an MPEG video", "Take pictures out of it" },
        { "504B0304 14000000", "a ZIP archive", "Unpack it" },
        { "1F8B0800", "a gzip archive", "Unpack it" },
        { "377ABCAF271C", "a 7-Zip archive", "Unpack it" },
        { "00051607 00020000", "AppleDouble", "Remove it." },
        { "00000100 01001010", "a Windows icon", Convert },
        { "00000000 00000000", "zero bytes", "again" },
        { "FFD8FFE0 0010", "the beginning of a JPEG picture", "again" },
        { "89504E47 0D0A1A0A 0000000D", "the beginning of a PNG picture", "again" },
        { "47494638 3961", "the beginning of a GIF picture", "again" },
        { "52494646 FF000000 57454250 5650", "the beginning of a WebP picture", "again" },
        { "FFD8 FFF7000B08000100010101110000", "a JPEG picture of a rare kind (JPEG-LS)", Convert },
        { "FFD8 FFC3000B08000100010101110000", "a JPEG picture of a rare kind (lossless)", Convert },
        { "FFD8 FFC1000B0C000100010101110000", "a JPEG picture of a rare kind (12 bits a sample)", Convert },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_named(string text, string what, string advice) => AssertNamed(Encoding.UTF8.GetBytes(text), what, advice);

    [Theory]
    [MemberData(nameof(Bytes))]
    public void A_file_of_another_kind_is_named(string bytes, string what, string advice) => AssertNamed(
        System.Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)), what, advice);

    [Fact]
    public void A_transport_stream_and_a_tar_archive_are_named()
    {
        var stream = new byte[188 * 4];
        var tar = new byte[1024];
        for (var i = 0; i < 4; i++)
        {
            stream[188 * i] = 0x47;
        }

        "face.jpg"u8.CopyTo(tar);
        "ustar"u8.CopyTo(tar.AsSpan(257));
        AssertNamed(stream, "an MPEG transport stream", "Take pictures out of it");
        AssertNamed(tar, "a tar archive", "Unpack it");
    }

    [Fact]
    public void What_is_not_known_is_refused_in_general() => AssertNamed([7, 1, 2, 200, 3], "or its header is cut short", "Convert it");

    [Fact]
    public void Every_short_beginning_is_refused_and_no_more()
    {
        foreach (var first in Enumerable.Range(0, 256))
        {
            foreach (var second in Enumerable.Range(0, 256))
            {
                Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(new[] { (byte)first, (byte)second }, "short"));
            }
        }
    }

    private static void AssertNamed(byte[] file, string what, string advice)
    {
        var refused = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(file, "photo.jpg"));
        Assert.Contains($"'photo.jpg' ({file.Length} bytes) is not a picture", refused.Message, StringComparison.Ordinal);
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
    }
}
