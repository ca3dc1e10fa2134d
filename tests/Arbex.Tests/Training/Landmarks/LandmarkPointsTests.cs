using Arbex.Imaging;
using Arbex.Training.Landmarks;
using CsCheck;
using static TorchSharp.torch;

namespace Arbex.Tests.Training.Landmarks;

public sealed class LandmarkPointsTests
{
    private const int Side = 48;

    [Fact]
    public void Mirroring_twice_brings_every_point_back_and_keeps_each_part_together()
    {
        Assert.Equal(Enumerable.Range(0, LandmarkPoints.Count), LandmarkPoints.Mirrored.Order());
        Assert.All(Enumerable.Range(0, LandmarkPoints.Count), i => Assert.Equal(i, LandmarkPoints.Mirrored[LandmarkPoints.Mirrored[i]]));
        (int First, int End, int ToFirst, int ToEnd)[] parts =
        [
            (0, 17, 0, 17), (17, 22, 22, 27), (27, 31, 27, 31), (31, 36, 31, 36), (36, 42, 42, 48), (48, 60, 48, 60),
            (60, 68, 60, 68),
        ];
        Assert.All(parts, part => Assert.All(
            Enumerable.Range(part.First, part.End - part.First),
            i => Assert.InRange(LandmarkPoints.Mirrored[i], part.ToFirst, part.ToEnd - 1)));
    }

    /// <summary>What a detector says of a face and of its mirror image is the same but for left and right.</summary>
    [Fact]
    public void The_points_of_a_mirrored_photo_are_nearly_the_mirrored_points()
    {
        using var locator = LandmarkLocator.Load(SharedData.FileOrSkip("models/mobilefacenet68_bnfolded.pth"));
        var photo = ImageDecoder.Decode(SharedData.FileOrSkip("media/astronaut.png"));
        var face = ImageCropper.Crop(photo, 164, 78, 116, 116);
        var points = locator.Locate([face, ImageCropper.FlipHorizontally(face)]);
        var (straight, mirrored) = (points[..136], points[136..]);
        var moved = new float[136];
        LandmarkPoints.Move(straight, new AffineMap(-1.0 / Side, 0, 1, 0, 1.0 / Side, 0), Side, moved);

        Assert.InRange(LandmarkPoints.Error(mirrored, moved), 0, 0.06);
        Assert.True(
            LandmarkPoints.Error(mirrored, straight) > 2 * LandmarkPoints.Error(mirrored, moved),
            $"moved {LandmarkPoints.Error(mirrored, moved)}, not moved {LandmarkPoints.Error(mirrored, straight)}");
    }

    [Fact]
    public void Points_move_as_the_augmented_picture_does() =>
        Gen.Select(Gen.Long, Gen.Double[0.3, 0.7], Gen.Double[0.3, 0.7]).Sample(
            (seed, x, y) =>
            {
                var preparation = new AugmentedPreparation(
                    new() { InputSize = Side, Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] },
                    FaceAugmentation.Light with { ErasingProbability = 0, ResizeRatio = 1.1, ShearDegrees = 5 });
                var input = new float[preparation.Preprocessing.InputLength];
                preparation.Prepare(Spot(x, y), new SeededRandom(seed), input);
                var points = Enumerable.Range(0, 136).Select(i => (float)(i % 2 == 0 ? x : y)).ToArray();
                var moved = new float[136];
                LandmarkPoints.Move(points, preparation.InputToPicture(new SeededRandom(seed)), Side, moved);

                var (centreX, centreY) = Brightest(input);
                Assert.InRange(moved[0] * Side, centreX - 0.5, centreX + 0.5);
                Assert.InRange(moved[1] * Side, centreY - 0.5, centreY + 0.5);
            },
            iter: 50);

    [Fact]
    public void An_error_counts_in_distances_of_the_eyes()
    {
        var targets = new float[136];
        (targets[2 * 36], targets[2 * 45]) = (0.2f, 0.8f);
        float[] shifted = [.. targets.Select((value, i) => i % 2 == 0 ? value + 0.06f : value)];
        Assert.Equal(0.1, LandmarkPoints.Error(shifted, targets), 1e-6);
        Assert.Equal(0, LandmarkPoints.Error(targets, targets));
    }

    [Fact]
    public void The_loss_is_square_for_small_errors_and_straight_for_large_ones()
    {
        using var scope = NewDisposeScope();
        double Loss(double error) => LandmarkPoints.Loss(full([1, 136], error), zeros(1, 136)).item<float>();
        Assert.Equal(0.5 * 0.01 * 0.01 / 0.02, Loss(0.01), 1e-6);
        Assert.Equal(0.3 - 0.01, Loss(0.3), 1e-6);
    }

    /// <summary>A bright round spot on black.</summary>
    private static ImageBuffer Spot(double x, double y)
    {
        const int size = 96;
        var image = new ImageBuffer(size, size);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var distance = double.Hypot(column + 0.5 - (x * size), row + 0.5 - (y * size));
                image.Pixels.AsSpan()[(((row * size) + column) * 3)..][..3].Fill((byte)(255 * Math.Exp(-distance * distance / 18)));
            }
        }

        return image;
    }

    /// <summary>The middle of the light, in pixels from the upper left corner.</summary>
    private static (double X, double Y) Brightest(float[] input)
    {
        var (sum, x, y) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Side * Side; i++)
        {
            var light = Math.Max(0, input[i] - 0.1);
            (sum, x, y) = (sum + light, x + (light * ((i % Side) + 0.5)), y + (light * ((i / Side) + 0.5)));
        }

        return (x / sum, y / sum);
    }
}
