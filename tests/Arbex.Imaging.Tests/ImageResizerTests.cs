using CsCheck;

namespace Arbex.Imaging.Tests;

public sealed class ImageResizerTests
{
    private static readonly Gen<Case> Cases =
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 60], Gen.Int[1, 60], Gen.Enum<Interpolation>())
            .Select(parts => new Case(parts.Item1, parts.Item2, parts.Item3, parts.Item4, parts.Item5));

    [Theory]
    [InlineData(Interpolation.Bilinear)]
    [InlineData(Interpolation.BilinearAntialiased)]
    public void Enlarging_two_pixels_to_four_weighs_by_a_quarter(Interpolation interpolation) =>
        Assert.Equal([0, 25, 75, 100], ImageResizer.Resize(TestImages.Row(0, 100), 4, 1, interpolation).Reds());

    [Fact]
    public void Shrinking_six_to_two_without_antialiasing_takes_the_middle_pixels() =>
        // Centres 1.5 and 4.5 are the centres of pixels 1 and 4.
        Assert.Equal(
            [20, 200], ImageResizer.Resize(TestImages.Row(10, 20, 90, 5, 200, 7), 2, 1, Interpolation.Bilinear).Reds());

    [Fact]
    public void Shrinking_four_to_two_without_antialiasing_takes_means_of_two() =>
        Assert.Equal(
            [15, 150], ImageResizer.Resize(TestImages.Row(10, 20, 100, 200), 2, 1, Interpolation.Bilinear).Reds());

    [Fact]
    public void Shrinking_four_to_two_with_antialiasing_weighs_a_triangle() =>
        // Distances 0.5, 0.5, 1.5 over a support of 2: weights 3/4, 3/4, 1/4 over 7/4.
        Assert.Equal(
            [(int)Math.Round((3 * 10 + 3 * 20 + 100) / 7.0), (int)Math.Round((20 + 3 * 100 + 3 * 200) / 7.0)],
            ImageResizer.Resize(TestImages.Row(10, 20, 100, 200), 2, 1, Interpolation.BilinearAntialiased).Reds());

    [Fact]
    public void Without_antialiasing_every_pixel_follows_equation_24() =>
        Cases.Where(size => size.Width > 1 && size.Height > 1).Sample(size =>
        {
            var image = TestImages.Noisy(size.Width, size.Height);
            var resized = ImageResizer.Resize(image, size.NewWidth, size.NewHeight, Interpolation.Bilinear);
            for (var i = 0; i < resized.Pixels.Length; i++)
            {
                var (pixel, channel) = Math.DivRem(i, 3);
                var (row, column) = Math.DivRem(pixel, size.NewWidth);
                // The place in the source, and the vertices around it; outside, the nearest edge counts.
                var x = Math.Clamp(((column + 0.5) * size.Width / size.NewWidth) - 0.5, 0, size.Width - 1);
                var y = Math.Clamp(((row + 0.5) * size.Height / size.NewHeight) - 0.5, 0, size.Height - 1);
                var (x1, y1) = (Math.Min((int)x, size.Width - 2), Math.Min((int)y, size.Height - 2));
                var (x2, y2) = (x1 + 1, y1 + 1);
                double At(int atX, int atY) => image.Pixels[(((atY * size.Width) + atX) * 3) + channel];
                var expected = 1.0 / ((x2 - x1) * (y2 - y1))
                    * (((x2 - x) * ((At(x1, y1) * (y2 - y)) + (At(x1, y2) * (y - y1))))
                        + ((x - x1) * ((At(x2, y1) * (y2 - y)) + (At(x2, y2) * (y - y1)))));
                Assert.InRange(resized.Pixels[i], expected - 0.51, expected + 0.51);
            }
        });

    /// <summary>The figures of docs/decisions/0014-antialiased-resize.md.</summary>
    [Fact]
    public void Antialiasing_keeps_what_a_shifted_face_looks_like()
    {
        // A face of 448 pixels, and the same moved by one pixel, shrunk to 64: how far the inputs differ beyond what a
        // seventh of a pixel of the small face must differ by.
        var (plain, antialiased) = (Flicker(Interpolation.Bilinear), Flicker(Interpolation.BilinearAntialiased));
        TestContext.Current.TestOutputHelper?.WriteLine($"{plain:f2} levels without, {antialiased:f2} with antialiasing");
        Assert.InRange(antialiased, 0, plain / 4);
    }

    [Fact]
    public void Rows_and_columns_are_treated_alike()
    {
        var column = new ImageBuffer(1, 2, [0, 0, 0, 100, 100, 100]);
        Assert.Equal([0, 25, 75, 100], ImageResizer.Resize(column, 1, 4).Reds());
    }

    [Fact]
    public void Channels_stay_apart()
    {
        var resized = ImageResizer.Resize(TestImages.Make(9, 9, (_, _) => (10, 100, 200)), 4, 17);
        Assert.All(resized.Pixels.Chunk(3), pixel => Assert.Equal([10, 100, 200], pixel));
    }

    [Fact]
    public void The_same_size_gives_the_same_picture()
    {
        var image = TestImages.Noisy(5, 4);
        Assert.Same(image, ImageResizer.Resize(image, 5, 4));
    }

    [Fact]
    public void A_constant_picture_stays_constant() =>
        Gen.Select(Cases, Gen.Int[0, 255]).Sample((size, level) =>
        {
            var image = TestImages.Make(size.Width, size.Height, (_, _) => (level, level, level));
            var resized = ImageResizer.Resize(image, size.NewWidth, size.NewHeight, size.Interpolation);
            Assert.All(resized.Pixels, value => Assert.Equal(level, value));
        });

    [Fact]
    public void No_value_leaves_the_range_of_the_source() =>
        Gen.Select(Cases, Gen.Long).Sample((size, seed) =>
        {
            var image = TestImages.Noisy(size.Width, size.Height, seed);
            var resized = ImageResizer.Resize(image, size.NewWidth, size.NewHeight, size.Interpolation);
            Assert.InRange(resized.Pixels.Min(), image.Pixels.Min(), image.Pixels.Max());
            Assert.InRange(resized.Pixels.Max(), image.Pixels.Min(), image.Pixels.Max());
        });

    [Fact]
    public void Both_interpolations_agree_when_enlarging() =>
        Cases.Where(size => size.NewWidth >= size.Width && size.NewHeight >= size.Height).Sample(size =>
        {
            var image = TestImages.Noisy(size.Width, size.Height);
            Assert.Equal(
                ImageResizer.Resize(image, size.NewWidth, size.NewHeight, Interpolation.Bilinear).Pixels,
                ImageResizer.Resize(image, size.NewWidth, size.NewHeight, Interpolation.BilinearAntialiased).Pixels);
        });

    [Fact]
    public void Mirroring_and_resizing_commute() =>
        Gen.Select(Cases, Gen.Long).Sample((size, seed) =>
        {
            var image = TestImages.Noisy(size.Width, size.Height, seed);
            var first = ImageResizer.Resize(
                ImageCropper.FlipHorizontally(image), size.NewWidth, size.NewHeight, size.Interpolation);
            var last = ImageCropper.FlipHorizontally(
                ImageResizer.Resize(image, size.NewWidth, size.NewHeight, size.Interpolation));
            Assert.InRange(TestImages.LargestDifference(first, last), 0, 1);
        });

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    public void A_side_below_one_is_refused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageResizer.Resize(new ImageBuffer(2, 2), width, height));

    /// <summary>Root mean square difference, in levels, between a grainy face and itself moved by a pixel.</summary>
    private static double Flicker(Interpolation interpolation)
    {
        var face = DrawnFaces.Face(3, 456);
        var random = new SeededRandom(1);
        for (var i = 0; i < face.Pixels.Length; i++)
        {
            face.Pixels[i] = (byte)Math.Clamp(face.Pixels[i] + (8 * random.NextGaussian()), 0, 255); // a camera's grain
        }

        var here = ImageResizer.Resize(ImageCropper.Crop(face, 0, 0, 448, 448), 64, 64, interpolation);
        var moved = ImageResizer.Resize(ImageCropper.Crop(face, 1, 0, 448, 448), 64, 64, interpolation);
        return Math.Sqrt(here.Pixels.Zip(moved.Pixels, (a, b) => (double)(a - b) * (a - b)).Average());
    }

    private sealed record Case(int Width, int Height, int NewWidth, int NewHeight, Interpolation Interpolation);
}
