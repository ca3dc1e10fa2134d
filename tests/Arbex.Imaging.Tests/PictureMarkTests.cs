namespace Arbex.Imaging.Tests;

public sealed class PictureMarkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_marked_picture_is_known_and_keeps_its_pixels()
    {
        var image = TestImages.Noisy(9, 7);
        var path = _folder.File("drawn.png");
        ImageEncoder.WritePng(image, path, PictureMark.Arbex);
        Assert.True(PictureMark.IsDrawn(path));
        Assert.Equal(image.Pixels, ImageDecoder.Decode(path).Pixels);
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void The_chunk_of_the_mark_has_the_right_checksum()
    {
        var png = ImageEncoder.EncodePng(TestImages.Noisy(3, 2), PictureMark.Arbex);
        var repaired = (byte[])png.Clone();
        PngBuilder.MendChecksums(repaired);
        Assert.Equal(repaired, png);
    }

    [Fact]
    public void Other_pictures_and_files_are_not_drawings()
    {
        var picture = TestImages.Noisy(5, 5);
        var marked = ImageEncoder.EncodePng(picture, PictureMark.Arbex);
        AssertNotDrawn(ImageEncoder.EncodePng(picture));
        AssertNotDrawn(ImageEncoder.EncodePng(picture, "Arbex 2"));
        AssertNotDrawn(ImageEncoder.EncodePng(picture, "ARBEX"));
        AssertNotDrawn(EncodedImages.Jpeg(picture));
        AssertNotDrawn([]);
        AssertNotDrawn(marked[..40]);
        AssertNotDrawn([.. ImageEncoder.EncodePng(picture), .. marked]);
        AssertNotDrawn([.. ImageEncoder.EncodePng(picture)[..^12], .. marked[33..]]);
    }

    [Fact]
    public void What_cannot_be_read_is_not_a_drawing()
    {
        Assert.False(PictureMark.IsDrawn(_folder.File("missing.png")));
        Assert.False(PictureMark.IsDrawn(_folder.FullName));
        Assert.False(PictureMark.IsDrawn("/dev/zero"));
    }

    [Fact]
    public void A_link_is_replaced_and_what_it_leads_to_stays()
    {
        var (photo, link) = (_folder.File("photo.png"), _folder.File("link.png"));
        ImageEncoder.WritePng(TestImages.Noisy(5, 5), photo);
        var before = File.ReadAllBytes(photo);
        File.CreateSymbolicLink(link, photo);
        ImageEncoder.WritePng(new ImageBuffer(2, 2), link, PictureMark.Arbex);
        Assert.Equal(before, File.ReadAllBytes(photo));
        Assert.True(PictureMark.IsDrawn(link));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("表")]
    public void A_name_that_a_png_cannot_hold_is_refused(string software) =>
        Assert.Throws<ArgumentException>(() => ImageEncoder.EncodePng(new ImageBuffer(1, 1), software));

    private void AssertNotDrawn(byte[] content)
    {
        var path = _folder.File("other");
        File.WriteAllBytes(path, content);
        Assert.False(PictureMark.IsDrawn(path));
    }
}
