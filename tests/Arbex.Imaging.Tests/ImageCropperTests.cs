namespace Arbex.Imaging.Tests;

public sealed class ImageCropperTests
{
    private static readonly ImageBuffer Image = TestImages.Make(5, 3, (x, y) => ((10 * y) + x, 0, 0));

    [Fact]
    public void A_crop_holds_the_rectangle() =>
        Assert.Equal([11, 12, 21, 22], ImageCropper.Crop(Image, 1, 1, 2, 2).Reds());

    [Fact]
    public void An_area_beyond_the_edge_is_black_there()
    {
        Assert.Equal([0, 0, 0, 0, 0, 1], ImageCropper.CropOrPad(Image, new PictureArea(-1, -1, 3, 2)).Reds());
        Assert.Equal([23, 24, 0, 0, 0, 0], ImageCropper.CropOrPad(Image, new PictureArea(3, 2, 3, 2)).Reds());
        Assert.Equal([11, 12, 21, 22], ImageCropper.CropOrPad(Image, new PictureArea(1, 1, 2, 2)).Reds());
    }

    [Theory]
    [InlineData(5, 0, 2, 2)]
    [InlineData(-2, 0, 2, 2)]
    [InlineData(0, 3, 2, 2)]
    [InlineData(0, 0, 0, 2)]
    [InlineData(int.MaxValue, 0, int.MaxValue, 2)]
    public void An_area_without_any_pixel_of_the_picture_is_refused(int left, int top, int width, int height) =>
        Assert.Throws<ArgumentException>(
            () => ImageCropper.CropOrPad(Image, new PictureArea(left, top, width, height)));

    [Fact]
    public void A_square_keeps_the_centre_and_takes_the_longer_side()
    {
        Assert.Equal(new PictureArea(5, 20, 20, 20), new PictureArea(10, 20, 10, 20).Square(1));
        Assert.Equal(new PictureArea(4, 19, 22, 22), new PictureArea(10, 20, 10, 20).Square(1.1));
        Assert.Equal(new PictureArea(0, 0, 5, 3), PictureArea.Of(Image));
    }

    [Fact]
    public void The_centre_square_leaves_both_sides_out() =>
        Assert.Equal([1, 2, 3, 11, 12, 13, 21, 22, 23], ImageCropper.CropCentreSquare(Image).Reds());

    [Fact]
    public void Mirroring_reverses_rows() =>
        Assert.Equal([4, 3, 2, 1, 0], ImageCropper.FlipHorizontally(Image).Reds()[..5]);

    [Fact]
    public void Mirroring_twice_changes_nothing()
    {
        var image = TestImages.Noisy(7, 4);
        Assert.Equal(image.Pixels, ImageCropper.FlipHorizontally(ImageCropper.FlipHorizontally(image)).Pixels);
    }

    [Theory]
    [InlineData(-1, 0, 2, 2)]
    [InlineData(0, -1, 2, 2)]
    [InlineData(4, 0, 2, 2)]
    [InlineData(0, 2, 2, 2)]
    [InlineData(0, 0, 0, 2)]
    [InlineData(1, 0, int.MaxValue, 2)]
    public void A_rectangle_outside_is_refused(int left, int top, int width, int height)
    {
        var error = Assert.Throws<ArgumentException>(() => ImageCropper.Crop(Image, left, top, width, height));
        Assert.Contains("5x3", error.Message, StringComparison.Ordinal);
    }
}
