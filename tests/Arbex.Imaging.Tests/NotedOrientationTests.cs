using System.Text;

namespace Arbex.Imaging.Tests;

/// <summary>Pictures stand the way up that was noted, wherever the note stands.</summary>
public sealed class NotedOrientationTests
{
    private static readonly ImageBuffer Stored = TestImages.Make(24, 16, (x, y) => (x < 12, y < 8) switch
    {
        (true, true) => (255, 0, 0),
        (false, true) => (0, 255, 0),
        (true, false) => (0, 0, 255),
        _ => (255, 255, 255),
    });

    private static readonly string[] Corners = ["RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"];

    public static TheoryData<string> Places => [.. OrientedPictures.All.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Each_of_the_eight_is_applied(string place)
    {
        for (var noted = 1; noted <= 8; noted++)
        {
            AssertStands(noted, OrientedPictures.All[place](Stored, noted));
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Other_numbers_leave_a_picture_as_it_is_stored(string place)
    {
        foreach (var noted in (int[])[0, 9, 255, 6 << 8, 65535])
        {
            AssertStands(1, OrientedPictures.All[place](Stored, noted));
        }
    }

    [Fact]
    public void Of_places_that_disagree_exif_comes_before_a_raw_profile_and_xmp_last()
    {
        var exif = PngBuilder.Chunk("eXIf", OrientedPictures.Exif(6));
        var profile = OrientedPictures.Text("zTXt", "Raw profile type exif", OrientedPictures.Profile(3));
        var xmp = OrientedPictures.Text("iTXt", "XML:com.adobe.xmp", OrientedPictures.Xmp("8"));
        AssertStands(6, OrientedPictures.Png(Stored, xmp, profile, exif));
        AssertStands(3, OrientedPictures.Png(Stored, xmp, profile));
        AssertStands(8, OrientedPictures.Png(Stored, xmp));

        var segment = Encoding.Latin1.GetBytes("http://ns.adobe.com/xap/1.0/\0" + OrientedPictures.Xmp("8"));
        byte[] exifSegment = [.. Encoding.Latin1.GetBytes("Exif\0\0"), .. OrientedPictures.Exif(6)];
        AssertStands(6, OrientedPictures.Jpeg(Stored, segment, exifSegment));
        AssertStands(8, OrientedPictures.Jpeg(Stored, segment));
    }

    [Fact]
    public void The_first_place_that_notes_one_decides_also_with_nonsense()
    {
        var xmp = OrientedPictures.Text("iTXt", "XML:com.adobe.xmp", OrientedPictures.Xmp("8"));
        AssertStands(1, OrientedPictures.Png(Stored, xmp, PngBuilder.Chunk("eXIf", OrientedPictures.Exif(0))));
        AssertStands(1, OrientedPictures.Png(Stored, xmp, PngBuilder.Chunk("eXIf", OrientedPictures.Exif(6, count: 2))));
        AssertStands(8, OrientedPictures.Png(Stored, xmp, PngBuilder.Chunk("eXIf", "not EXIF at all"u8.ToArray())));
        AssertStands(8, OrientedPictures.Png(Stored, xmp, PngBuilder.Chunk("eXIf", OrientedPictures.Exif(6)[..20])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("<x:xmpmeta")]
    [InlineData("<!DOCTYPE a [<!ENTITY b '6'>]><a>&b;</a>")]
    [InlineData("tiff:Orientation=\"6\"")]
    public void A_packet_that_is_no_xml_notes_nothing(string packet) =>
        AssertStands(1, OrientedPictures.Png(Stored, OrientedPictures.Text("iTXt", "XML:com.adobe.xmp", packet)));

    [Theory]
    [InlineData("six")]
    [InlineData("6.5")]
    [InlineData("-6")]
    [InlineData("<a/>")]
    public void A_text_that_is_no_number_notes_nothing(string noted)
    {
        AssertStands(1, OrientedPictures.Png(
            Stored, OrientedPictures.Text("iTXt", "XML:com.adobe.xmp", OrientedPictures.XmpElement(noted))));
    }

    [Fact]
    public void A_note_about_another_picture_within_the_packet_does_not_count() => AssertStands(1, OrientedPictures.Png(
        Stored,
        OrientedPictures.Text(
            "iTXt",
            "XML:com.adobe.xmp",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:i='urn:i' "
            + "xmlns:tiff='http://ns.adobe.com/tiff/1.0/'><i:of><rdf:Description tiff:Orientation='6'/></i:of></rdf:Description>"
            + "</rdf:RDF>")));

    [Theory]
    [InlineData("\nexif\n")]
    [InlineData("\nexif\n      40\n4578zz")]
    [InlineData("exif")]
    [InlineData("\nexif\n99999999999999999999\n45786966")]
    public void A_damaged_profile_notes_nothing(string profile) =>
        AssertStands(1, OrientedPictures.Png(Stored, OrientedPictures.Text("zTXt", "Raw profile type exif", profile)));

    [Fact]
    public void A_picture_within_a_segment_notes_nothing_about_the_picture_around_it()
    {
        var thumbnail = EncodedImages.JpegWithOrientation(TestImages.Smooth(16, 16), 6);
        AssertStands(1, OrientedPictures.Jpeg(Stored, [.. "Other\0"u8, .. thumbnail]));
        AssertStands(1, [.. EncodedImages.Jpeg(Stored), .. thumbnail]);
    }

    [Fact]
    public void Texts_that_inflate_to_gigabytes_take_little_memory()
    {
        var text = new string(' ', 64 << 20);
        var bombs = Enumerable.Repeat(OrientedPictures.Text("zTXt", "Raw profile type exif", text), 30);
        var png = OrientedPictures.Png(
            Stored, [.. bombs, OrientedPictures.Text("zTXt", "XML:com.adobe.xmp", text), PngBuilder.Chunk("eXIf", OrientedPictures.Exif(6))]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertStands(6, png);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
    }

    private static void AssertStands(int noted, byte[] file)
    {
        var image = ImageDecoder.Decode(file, "upload");
        Assert.Equal(noted < 5 ? (24, 16) : (16, 24), (image.Width, image.Height));
        var (right, bottom) = (image.Width - 1, image.Height - 1);
        Assert.Equal(
            Corners[noted - 1],
            $"{Name(image, 0, 0)}{Name(image, right, 0)}{Name(image, 0, bottom)}{Name(image, right, bottom)}");
    }

    private static char Name(ImageBuffer image, int x, int y)
    {
        var pixel = image.Pixels.AsSpan(((y * image.Width) + x) * 3, 3);
        return (pixel[0] > 127, pixel[1] > 127, pixel[2] > 127) switch
        {
            (true, true, true) => 'W',
            (true, _, _) => 'R',
            (_, true, _) => 'G',
            _ => 'B',
        };
    }
}
