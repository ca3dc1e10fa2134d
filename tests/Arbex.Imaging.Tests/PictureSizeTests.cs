namespace Arbex.Imaging.Tests;

public sealed class PictureSizeTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void A_header_gives_the_size()
    {
        File.WriteAllBytes(_path, ImageEncoder.EncodePng(new ImageBuffer(7, 5)));
        Assert.Equal((7, 5), PictureSize.Of(_path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void So_does_the_directory_of_a_TIFF_picture(bool isLittle)
    {
        byte[] little = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0, 0, 1, 3, 0, 1, 0, 0, 0, 7, 0, 0, 0, 1, 1, 4, 0, 1, 0, 0, 0, 5, 0, 0, 0];
        byte[] big = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2, 1, 0, 0, 3, 0, 0, 0, 1, 0, 7, 0, 0, 1, 1, 0, 4, 0, 0, 0, 1, 0, 0, 0, 5];
        File.WriteAllBytes(_path, isLittle ? little : big);
        Assert.Equal((7, 5), PictureSize.Of(_path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("II*\0")]
    [InlineData("II*\0\u007f\u007f\u007f\u007f0000")]
    [InlineData("GIF89a")]
    [InlineData("RIFF0000WEBPVP8X")]
    [InlineData("a text, not a picture")]
    public void What_is_no_picture_has_none(string content)
    {
        File.WriteAllText(_path, content);
        Assert.Null(PictureSize.Of(_path));
        Assert.Null(PictureSize.Of(_path + ".missing"));
        Assert.Null(PictureSize.Of(Path.GetTempPath()));
    }

    public void Dispose() => File.Delete(_path);
}
