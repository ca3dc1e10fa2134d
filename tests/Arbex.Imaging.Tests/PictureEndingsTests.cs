namespace Arbex.Imaging.Tests;

public class PictureEndingsTests
{
    [Theory]
    [InlineData("photo.jfif")]
    [InlineData("photo.JPE")]
    [InlineData("folder/photo.Jpg")]
    [InlineData("photo.pjpeg")]
    public void Jpeg_files_have_many_endings(string name) => Assert.True(PictureEndings.IsPicture(name));

    [Theory]
    [InlineData("clip.3gp")]
    [InlineData("00001.MTS")]
    [InlineData("clip.flv")]
    public void Clips_have_many_endings(string name)
    {
        Assert.True(PictureEndings.IsVideo(name));
        Assert.False(PictureEndings.IsPicture(name));
    }

    [Theory]
    [InlineData("IMG_0001.HEIC")]
    [InlineData("photo.avif")]
    public void Pictures_that_cannot_be_read_are_known_by_name(string name)
    {
        Assert.True(PictureEndings.IsUnreadablePicture(name));
        Assert.False(PictureEndings.IsPicture(name));
    }

    [Fact]
    public void No_ending_has_two_meanings()
    {
        var endings = PictureEndings.Pictures.Concat(PictureEndings.Videos).Concat(PictureEndings.UnreadablePictures).ToArray();

        Assert.Equal(endings.Distinct(StringComparer.OrdinalIgnoreCase), endings);
        Assert.All(endings, ending => Assert.Matches("^\\.[a-z0-9]+$", ending));
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("photo")]
    [InlineData("")]
    public void Other_files_are_none(string name)
    {
        Assert.False(PictureEndings.IsPicture(name));
        Assert.False(PictureEndings.IsVideo(name));
        Assert.False(PictureEndings.IsUnreadablePicture(name));
    }
}
