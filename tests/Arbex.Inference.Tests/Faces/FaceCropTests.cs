using Arbex.Imaging;
using Arbex.Inference.Faces;
using CsCheck;

namespace Arbex.Inference.Tests.Faces;

public sealed class FaceCropTests
{
    private static readonly FaceCropOptions Square = new() { Kind = FaceCropKind.Square };

    [Fact]
    public void The_square_has_the_centre_of_the_box_and_shows_as_much_as_training_faces_do()
    {
        var square = FaceCrop.Square(new FaceBox(10, 20, 80, 125), margin: 2);

        Assert.Equal(new FacePoint(50, 82.5f), square.Centre);
        Assert.Equal(218, square.Width, 1e-3);
        Assert.Equal(square.Width, square.Height);
    }

    [Fact]
    public void A_crop_at_the_size_of_the_square_is_the_picture_there()
    {
        var picture = SampleFaces.Ramp(200, 150);
        // 1.09 times 100 / 1.09 is 100.
        var face = SampleFaces.Face(40, 30, 100 / 1.09f, 100 / 1.09f);
        var square = FaceCrop.Square(face.Box);

        var crop = FaceCrop.Cut(picture, face, Square, 100);

        AssertShows(crop, place => (square.Left + place, square.Top + place));
    }

    [Fact]
    public void An_aligned_crop_undoes_the_turn_of_a_face()
    {
        var picture = SampleFaces.Ramp(250, 250);
        var centre = new FacePoint(120, 130);
        var points = Turned(SampleFaces.Landmarks(left: 90, top: 100, side: 60), centre, degrees: 30);
        var face = new DetectedFace(new FaceBox(90, 100, 55, 55), 0.9f, points);

        var crop = FaceCrop.Cut(picture, face, new FaceCropOptions(), 60);

        // The crop's middle is the face's; its right edge lies 30 degrees below the picture's right.
        var middle = Pixel(crop, 30, 30);
        Assert.Equal(120, middle.Red, 2.0);
        Assert.Equal(130, middle.Green, 2.0);
        var right = Pixel(crop, 50, 30);
        Assert.Equal(120 + (20 * Math.Cos(Math.PI / 6)), right.Red, 2.0);
        Assert.Equal(130 + (20 * Math.Sin(Math.PI / 6)), right.Green, 2.0);
    }

    [Fact]
    public void Beyond_the_edge_the_nearest_pixel_counts()
    {
        var picture = new ImageBuffer(20, 20);
        picture.Pixels.AsSpan().Fill(90);

        var crop = FaceCrop.Cut(picture, SampleFaces.Face(-60, -60, 70, 70), Square, 32);

        Assert.All(crop.Pixels, level => Assert.Equal(90, level));
    }

    [Theory]
    [InlineData(FaceCropKind.Aligned)]
    [InlineData(FaceCropKind.Square)]
    public void Shrinking_a_fine_pattern_gives_its_mean(FaceCropKind kind)
    {
        var picture = new ImageBuffer(1000, 1000);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = (byte)((i / 3 % 2) == 0 ? 0 : 200);
        }

        var points = SampleFaces.Landmarks(left: 200, top: 200, side: 600);
        var face = new DetectedFace(new FaceBox(225, 225, 550, 550), 0.9f, points);

        var crop = FaceCrop.Cut(picture, face, new FaceCropOptions { Kind = kind }, 48);

        Assert.All(crop.Pixels, level => Assert.InRange(level, 95, 105));
    }

    [Fact]
    public void A_face_that_is_a_whole_picture_is_resized_as_training_faces_are()
    {
        var picture = SampleFaces.Ramp(97, 61);
        using var whole = new WholePicture();
        var face = Assert.Single(whole.Detect(picture));

        var crop = FaceCrop.Cut(picture, face, new FaceCropOptions { Margin = 2 }, 48);

        Assert.Equal(ImageResizer.Resize(picture, 48, 48).Pixels, crop.Pixels);
    }

    [Fact]
    public void Points_that_do_not_fit_the_box_are_not_trusted()
    {
        var box = new FaceBox(50, 50, 60, 80);
        var point = new FacePoint(80, 90);
        var options = new FaceCropOptions();
        var expected = FaceCrop.Map(new DetectedFace(box, 0.9f), options, 48);

        var collapsed = new DetectedFace(box, 0.9f, new FaceLandmarks(point, point, point, point, point));
        var tiny = new DetectedFace(box, 0.9f, SampleFaces.Landmarks(70, 80, 10));

        Assert.Equal(expected, FaceCrop.Map(collapsed, options, 48));
        Assert.Equal(expected, FaceCrop.Map(tiny, options, 48));
    }

    [Fact]
    public void A_crop_that_is_used_again_equals_a_new_one()
    {
        var picture = SampleFaces.Ramp(200, 150);
        var face = SampleFaces.Face(30.3f, 20.7f, 71, 90);
        var kept = new ImageBuffer(48, 48);
        kept.Pixels.AsSpan().Fill(7);

        FaceCrop.Cut(picture, face, Square, kept);

        Assert.Equal(FaceCrop.Cut(picture, face, Square, 48).Pixels, kept.Pixels);
    }

    [Fact]
    public void Any_face_of_any_picture_can_be_cut() =>
        Gen.Select(
            Gen.Int[1, 90], Gen.Int[1, 90], Gen.Float[-1e6f, 1e6f], Gen.Float[-1e6f, 1e6f], Gen.Float[0.01f, 1e6f],
            Gen.Float[0.01f, 1e6f], Gen.Double[0.25, 4])
            .Sample((width, height, left, top, boxWidth, boxHeight, margin) =>
            {
                var picture = new ImageBuffer(width, height);
                picture.Pixels.AsSpan().Fill(128);

                var crop = FaceCrop.Cut(
                    picture, SampleFaces.Face(left, top, boxWidth, boxHeight), Square with { Margin = margin }, 32);

                return crop.Pixels.All(level => level == 128);
            });

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, float.NaN)]
    [InlineData(float.PositiveInfinity, 10)]
    [InlineData(-3, -3)]
    [InlineData(-3, 3)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    public void An_empty_box_is_refused(float width, float height)
    {
        Assert.Throws<ArgumentException>(
            () => FaceCrop.Map(SampleFaces.Face(0, 0, width, height), new FaceCropOptions(), 48));
        Assert.Throws<ArgumentException>(() => FaceCrop.Square(new FaceBox(5, 5, width, height)));
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(0, float.NegativeInfinity)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity)]
    public void A_box_that_is_nowhere_is_refused(float left, float top) =>
        Assert.Throws<ArgumentException>(
            () => FaceCrop.Map(SampleFaces.Face(left, top, 10, 10), new FaceCropOptions(), 48));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_margin_that_is_no_factor_is_refused(double margin) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FaceCrop.Square(new FaceBox(0, 0, 10, 10), margin));

    [Theory]
    [InlineData(0.2)]
    [InlineData(5)]
    [InlineData(double.NaN)]
    public void A_margin_out_of_range_is_named(double margin)
    {
        var refused = Assert.Throws<ArbexException>(() => new FaceCropOptions { Margin = margin }.Validated());

        Assert.Contains("0.25 to 4", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertShows(ImageBuffer crop, Func<double, (double X, double Y)> source)
    {
        foreach (var place in new[] { 5, 20, 60, 90 })
        {
            var (red, green) = Pixel(crop, place, place);
            var (x, y) = source(place);
            Assert.Equal(x, red, 1.0);
            Assert.Equal(y, green, 1.0);
        }
    }

    private static (double Red, double Green) Pixel(ImageBuffer image, int x, int y)
    {
        var at = ((y * image.Width) + x) * ImageBuffer.Channels;
        return (image.Pixels[at], image.Pixels[at + 1]);
    }

    private static FaceLandmarks Turned(FaceLandmarks points, FacePoint centre, double degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        return new FaceLandmarks(
            Turn(points.RightEye), Turn(points.LeftEye), Turn(points.Nose), Turn(points.RightMouth),
            Turn(points.LeftMouth));

        FacePoint Turn(FacePoint point)
        {
            var (x, y) = (point.X - centre.X, point.Y - centre.Y);
            return new FacePoint(
                (float)(centre.X + (cosine * x) - (sine * y)), (float)(centre.Y + (sine * x) + (cosine * y)));
        }
    }
}
