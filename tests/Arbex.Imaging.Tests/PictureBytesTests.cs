namespace Arbex.Imaging.Tests;

public sealed class PictureBytesTests
{
    [Fact]
    public void A_stream_is_read_to_its_end()
    {
        var bytes = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();
        Assert.Equal(bytes, PictureBytes.Read(new MemoryStream(bytes), "standard input"));
        Assert.Equal(bytes, PictureBytes.Read(new MemoryStream(bytes), "standard input", most: 200_000));
    }

    [Fact]
    public void A_stream_without_end_is_left_at_the_limit()
    {
        var refused = Assert.Throws<ImageFormatException>(() => PictureBytes.Read(new Endless(), "standard input", most: 1 << 20));
        Assert.Contains("standard input has more than 1048576 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_breaks_is_a_bad_picture() => Assert.Contains(
        "the pipe broke",
        Assert.Throws<ImageFormatException>(() => PictureBytes.Read(new Endless(breaks: true), "standard input")).Message,
        StringComparison.Ordinal);

    private sealed class Endless(bool breaks = false) : MemoryStream
    {
        public override int Read(Span<byte> buffer) => breaks ? throw new IOException("the pipe broke") : buffer.Length;
    }
}
