using Arbex.Imaging;
using Arbex.Training.Landmarks;
using CsCheck;
using static TorchSharp.torch;

namespace Arbex.Tests.Training.Landmarks;

public sealed class LandmarkPointsTests
{
    private const int Side = 48;

    /// <summary>Pairs that lie across from each other in the figure of iBUG 300-W, counted from 0, and the points of the middle line.</summary>
    [Fact]
    public void Every_point_changes_place_with_the_one_across_from_it()
    {
        (int Right, int Left)[] pairs =
        [
            (0, 16), (1, 15), (2, 14), (3, 13), (4, 12), (5, 11), (6, 10), (7, 9), // jaw
            (17, 26), (18, 25), (19, 24), (20, 23), (21, 22), // brows
            (31, 35), (32, 34), // wings of the nose
            (36, 45), (37, 44), (38, 43), (39, 42), (40, 47), (41, 46), // eyes
            (48, 54), (49, 53), (50, 52), (55, 59), (56, 58), // outer lips
            (60, 64), (61, 63), (65, 67), // inner lips
        ];
        int[] middle = [8, 27, 28, 29, 30, 33, 51, 57, 62, 66];
        Assert.Equal(LandmarkPoints.Count, (2 * pairs.Length) + middle.Length);
        Assert.All(pairs, pair => Assert.Equal(
            (pair.Left, pair.Right), (LandmarkPoints.Mirrored[pair.Right], LandmarkPoints.Mirrored[pair.Left])));
        Assert.All(middle, point => Assert.Equal(point, LandmarkPoints.Mirrored[point]));
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
                Assert.InRange(moved[0] * Side, centreX - 0.15, centreX + 0.15);
                Assert.InRange(moved[1] * Side, centreY - 0.15, centreY + 0.15);
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

    /// <summary>A bright round spot on black, on a picture that is wider than high.</summary>
    private static ImageBuffer Spot(double x, double y)
    {
        const int width = 96;
        const int height = 72;
        var image = new ImageBuffer(width, height);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var distance = double.Hypot(column + 0.5 - (x * width), row + 0.5 - (y * height));
                image.Pixels.AsSpan()[(((row * width) + column) * 3)..][..3].Fill((byte)(255 * Math.Exp(-distance * distance / 18)));
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
