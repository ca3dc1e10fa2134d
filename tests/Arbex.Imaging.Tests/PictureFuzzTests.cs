namespace Arbex.Imaging.Tests;

/// <summary>Damaged picture files are read or refused by name, whatever is wrong with them.</summary>
public sealed class PictureFuzzTests : IDisposable
{
    private const int Files = 10_000;

    /// <summary>A small picture needs some 100 kB; what the header of a damaged one asks for must not be believed.</summary>
    private const long MostAllocated = 40 << 20;

    private static readonly DecodeLimits Small = new() { MaximumPixels = 20_000 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ten_thousand_damaged_pictures_are_read_or_refused_by_name()
    {
        var pictures = SmallPictures.All.ToArray();
        var (read, refused) = (0, 0);
        for (var i = 0; i < Files; i++)
        {
            var random = SeededRandom.ForStream(26, i);
            var (kind, whole) = pictures[i % pictures.Length];
            var damaged = FileMutation.Of(whole, pictures[random.NextInt(pictures.Length)].File, random);
            if (kind.StartsWith("png", StringComparison.Ordinal) && random.NextBool(0.7))
            {
                PngBuilder.MendChecksums(damaged); // otherwise nothing behind the checksum would be tried
            }

            var name = $"{kind} {i}";
            var isRead = IsRead(name, () => ImageDecoder.Decode(damaged, name, Small));
            if (kind.StartsWith("gif", StringComparison.Ordinal) || kind.StartsWith("webp", StringComparison.Ordinal))
            {
                var path = _folder.File(name);
                File.WriteAllBytes(path, damaged);
                isRead |= IsRead(name, () => Assert.InRange(AnimationReader.CountFrames(path), 1, 10_000));
                isRead |= IsRead(name, () => Assert.InRange(AnimationReader.Frames(path, Small).Take(50).Count(), 0, 50));
                File.Delete(path);
            }

            (read, refused) = isRead ? (read + 1, refused) : (read, refused + 1);
        }

        // Either outcome alone would mean that the damage is too light, or so heavy that nothing gets past the first bytes.
        Assert.InRange(read, Files / 10, Files);
        Assert.InRange(refused, Files / 10, Files);
    }

    public static TheoryData<string> Formats => [.. SmallPictures.Huge(60_000).Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_header_of_60000_by_60000_is_refused_with_both_numbers(string format)
    {
        var huge = SmallPictures.Huge(60_000)[format];
        AssertRefused(Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(huge, "huge")));
        if (format is "gif" or "webp")
        {
            var path = _folder.File("huge");
            File.WriteAllBytes(path, huge);
            AssertRefused(Assert.Throws<ImageFormatException>(() => AnimationReader.Frames(path).Any()));
        }

        static void AssertRefused(ImageFormatException refused)
        {
            Assert.Contains("huge", refused.Message, StringComparison.Ordinal);
            Assert.Contains("60000x60000 = 3600000000 pixels", refused.Message, StringComparison.Ordinal);
            Assert.Contains("at most 100000000", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damaged_metadata_never_costs_a_picture()
    {
        var picture = TestImages.Noisy(24, 17);
        var lossy = TestImages.Smooth(24, 17);
        var exif = OrientedPictures.Exif(6);
        var xmp = System.Text.Encoding.UTF8.GetBytes(OrientedPictures.XmpElement("6"));
        var profile = System.Text.Encoding.UTF8.GetBytes(OrientedPictures.Profile(6));
        for (var i = 0; i < 3000; i++)
        {
            var random = SeededRandom.ForStream(27, i);
            var block = FileMutation.Of(i % 3 == 0 ? exif : i % 3 == 1 ? xmp : profile, exif, random);
            var file = random.NextInt(7) switch
            {
                0 => OrientedPictures.Png(picture, PngBuilder.Chunk("eXIf", block)),
                1 => OrientedPictures.Png(picture, PngBuilder.Chunk("zTXt", [.. "Raw profile type exif\0\0"u8, .. PngBuilder.Deflated(block)])),
                2 => OrientedPictures.Png(picture, PngBuilder.Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. block])),
                3 => OrientedPictures.Png(picture, PngBuilder.Chunk(random.NextBool(0.5) ? "iTXt" : "zTXt", block)),
                4 => OrientedPictures.Jpeg(lossy, [.. "Exif\0\0"u8, .. block]),
                5 => OrientedPictures.Jpeg(lossy, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. block]),
                _ => OrientedPictures.Webp(picture, 12, random.NextBool(0.5) ? "EXIF" : "XMP ", block),
            };
            Assert.True(IsRead($"metadata {i}", () => ImageDecoder.Decode(file, $"metadata {i}", Small)), $"metadata {i}");
        }
    }

    [Fact]
    public void A_photo_of_a_thousand_scans_is_refused()
    {
        var jpeg = EncodedImages.Jpeg(TestImages.Smooth(16, 16));
        var scan = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDA]);
        byte[] bomb = [.. jpeg[..^2], .. Enumerable.Repeat(jpeg[scan..^2], 1000).SelectMany(bytes => bytes), .. jpeg[^2..]];
        var refused = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(bomb, "bomb"));
        Assert.Contains("1001 scans", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Formats_that_nobody_asked_for_are_not_tried()
    {
        // A wireless bitmap of one pixel, which SkiaSharp would read.
        var refused = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(new byte[] { 0, 0, 1, 1, 0 }, "wbmp"));
        Assert.Contains("not a picture that can be read", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_that_go_away_again_are_not_drawn_from_the_beginning()
    {
        // Every other frame is taken away again, so that each kept frame builds on the one two before. From the beginning, these
        // would be 400 million frames.
        var path = _folder.File("deep.gif");
        File.WriteAllBytes(path, SmallPictures.Gif(256, 1, frames: 40_000, everyOtherPasses: true));
        Assert.Equal(40_000, AnimationReader.Frames(path).Count());
    }

    private static bool IsRead(string name, Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Record.Exception(action);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MostAllocated, $"{name}: {allocated} bytes");
        Assert.True(
            error is null || (error is ImageFormatException && error.Message.Contains(name, StringComparison.Ordinal)),
            $"{name}: {error}");
        return error is null;
    }
}
