namespace Arbex.Imaging.Tests;

public sealed class LandmarkFigureTests
{
    [Theory]
    [InlineData(90, 60, 900, 600)]
    [InlineData(1000, 2000, 450, 900)]
    public void The_picture_keeps_its_sides_ratio_and_the_points_their_place(
        int width, int height, int drawnWidth, int drawnHeight)
    {
        var grey = TestImages.Make(width, height, (_, _) => (128, 128, 128));
        var (x, y) = (width / 3, height / 4);
        var figure = LandmarkFigure.Draw(grey, [(new PictureArea(0, 0, width, height), [(x, y)])]);

        Assert.Equal((drawnWidth, drawnHeight), (figure.Width, figure.Height));
        // The jaw is blue.
        Assert.Equal((0, 0x72, 0xB2), Colour(figure, x * drawnWidth / width, y * drawnHeight / height));
        Assert.Equal((128, 128, 128), Colour(figure, drawnWidth * 2 / 3, drawnHeight / 2));
    }

    [Fact]
    public void Each_part_of_the_face_has_its_colour()
    {
        var grey = TestImages.Make(100, 100, (_, _) => (128, 128, 128));
        var points = Enumerable.Range(0, 68)
            .Select(i => (X: (double)(10 + (i % 10 * 8)), Y: (double)(10 + (i / 10 * 10)))).ToArray();
        var figure = LandmarkFigure.Draw(grey, [(new PictureArea(0, 0, 100, 100), points)]);
        var colours = points.Select(point => Colour(figure, (int)(point.X * 9), (int)(point.Y * 9))).ToArray();

        Assert.Single(colours[..17].Distinct());
        Assert.Single(colours[36..48].Distinct());
        Assert.Equal(4, colours.Distinct().Count());
    }

    private static (int Red, int Green, int Blue) Colour(ImageBuffer image, int x, int y)
    {
        var at = ((y * image.Width) + x) * ImageBuffer.Channels;
        return (image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
    }
}
