namespace Arbex.Imaging.Tests;

public sealed class ImageBufferTests
{
    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, -1)]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(int.MinValue, int.MinValue)]
    [InlineData(100_000, 100_000)]
    [InlineData(65_536, 65_536)]
    [InlineData(int.MaxValue, 2)]
    [InlineData(715_827_881, 1)]
    public void A_size_that_cannot_be_is_refused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageBuffer(width, height));

    [Fact]
    public void Pixels_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ImageBuffer(2, 2, new byte[11]));
        Assert.Throws<ArgumentException>(() => new ImageBuffer(65_536, 65_536, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageBuffer(-1, 5, []));
    }
}
