using CsCheck;

namespace Arbex.Imaging.Tests;

public sealed class PerceptualHashTests
{
    private const int Faces = 60;

    [Fact]
    public void A_resized_face_is_the_same_picture() => Close((face, number) =>
        ImageResizer.Resize(face, 40 + (number * 3), 40 + (number * 3)));

    [Fact]
    public void A_face_saved_again_with_loss_is_the_same_picture() => Close((face, _) =>
        ImageDecoder.Decode(EncodedImages.Jpeg(face, quality: 50), "again"));

    [Fact]
    public void A_lighter_face_of_less_contrast_is_the_same_picture() => Close((face, _) =>
        new ImageBuffer(face.Width, face.Height, [.. face.Pixels.Select(value => (byte)(40 + (value * 0.7)))]));

    [Fact]
    public void A_mirrored_face_is_another_picture()
    {
        var distances = Enumerable.Range(0, Faces).Select(number =>
        {
            var face = DrawnFaces.Face(number, 100);
            return PerceptualHash.Of(face).DistanceTo(PerceptualHash.Of(ImageCropper.FlipHorizontally(face)));
        }).ToArray();
        Assert.InRange(distances.Min(), PerceptualHash.SamePictureDistance + 1, 64);
    }

    [Fact]
    public void Different_faces_are_different_pictures()
    {
        var hashes = Enumerable.Range(0, Faces)
            .Select(number => PerceptualHash.Of(DrawnFaces.Face(number, 100)))
            .ToArray();
        var distances = hashes
            .SelectMany((first, i) => hashes.Skip(i + 1).Select(second => first.DistanceTo(second)))
            .ToArray();
        Assert.InRange(distances.Min(), PerceptualHash.SamePictureDistance + 1, 64);
        Assert.InRange(distances.Average(), 20, 40);
    }

    [Fact]
    public void A_picture_of_one_colour_has_no_bits() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.Byte, Gen.Byte, Gen.Byte).Sample((width, height, r, g, b) =>
            Assert.Equal(0UL, PerceptualHash.Of(TestImages.Make(width, height, (_, _) => (r, g, b))).Bits));

    [Fact]
    public void A_distance_is_a_metric() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong).Sample((a, b, c) =>
        {
            var (first, second, third) = (new PerceptualHash(a), new PerceptualHash(b), new PerceptualHash(c));
            Assert.Equal(first.DistanceTo(second), second.DistanceTo(first));
            Assert.Equal(a == b, first.DistanceTo(second) == 0);
            Assert.True(first.DistanceTo(third) <= first.DistanceTo(second) + second.DistanceTo(third));
            Assert.Equal(64, first.DistanceTo(new PerceptualHash(~a)));
        });

    [Fact]
    public void A_hash_is_written_as_sixteen_digits() =>
        Assert.Equal("00000000000000ff", new PerceptualHash(255).ToString());

    private static void Close(Func<ImageBuffer, int, ImageBuffer> change)
    {
        for (var number = 0; number < Faces; number++)
        {
            var face = DrawnFaces.Face(number, 128);
            var distance = PerceptualHash.Of(face).DistanceTo(PerceptualHash.Of(change(face, number)));
            Assert.True(distance <= PerceptualHash.SamePictureDistance, $"face {number}: {distance} bits");
        }
    }
}
