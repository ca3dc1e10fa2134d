using CsCheck;

namespace Arbex.Imaging.Tests;

public sealed class AugmentedPreparationTests
{
    private static readonly FacePreprocessing Small = new() { InputSize = 32 };

    private static readonly FacePreprocessing Plain =
        new() { InputSize = 32, Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] };

    [Fact]
    public void Nothing_augmented_equals_plain_preparation() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.Enum<Interpolation>(), Gen.Long).Sample((width, height, kind, seed) =>
        {
            var image = TestImages.Noisy(width, height, seed);
            var preprocessing = Small with { Interpolation = kind };
            var expected = new float[preprocessing.InputLength];
            preprocessing.Prepare(image, expected);
            Assert.Equal(expected, Prepare(preprocessing, FaceAugmentation.None, image, seed));
        });

    [Theory]
    [InlineData("paper")]
    [InlineData("light")]
    [InlineData("heavy")]
    public void Equal_seeds_give_equal_faces_and_others_do_not(string name)
    {
        var (image, augmentation) = (TestImages.Noisy(48, 48), FaceAugmentation.FromName(name));
        Assert.Equal(Prepare(Small, augmentation, image, 5), Prepare(Small, augmentation, image, 5));
        Assert.NotEqual(Prepare(Small, augmentation, image, 5), Prepare(Small, augmentation, image, 6));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("paper")]
    [InlineData("light")]
    [InlineData("heavy")]
    public void Every_face_draws_sixteen_times(string name)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (random, counted) = (new SeededRandom(seed), new SeededRandom(seed));
            new AugmentedPreparation(Small, FaceAugmentation.FromName(name))
                .Prepare(TestImages.Smooth(40, 40), random, new float[Small.InputLength]);
            for (var i = 0; i < 16; i++)
            {
                counted.NextBits();
            }

            Assert.Equal(counted.NextBits(), random.NextBits());
        }
    }

    [Fact]
    public void Always_mirroring_mirrors()
    {
        var image = TestImages.Noisy(20, 24);
        var expected = new float[Plain.InputLength];
        Plain.Prepare(ImageCropper.FlipHorizontally(image), expected);
        AssertNear(expected, Prepare(Plain, new FaceAugmentation { FlipProbability = 1 }, image, 1), 1 / 255.0);
    }

    [Theory]
    [InlineData(20)] // enlarged
    [InlineData(37)] // the frame itself
    [InlineData(90)] // shrunk first
    public void The_papers_crop_is_a_window_of_the_resized_face(int side)
    {
        var image = TestImages.Noisy(side, side);
        var frame = ImageResizer.Resize(image, 37, 37); // 32 x 256 / 224 = 36.57
        var windows = new HashSet<(int, int, bool)>();
        for (var seed = 0; seed < 200; seed++)
        {
            var actual = Prepare(Plain, FaceAugmentation.Paper, image, seed);
            var random = new SeededRandom(seed);
            var (left, top) = ((int)(random.NextDouble() * 6), (int)(random.NextDouble() * 6));
            var mirrored = random.NextDouble() < 0.5;
            var window = ImageCropper.Crop(frame, left, top, 32, 32);
            var expected = new float[Plain.InputLength];
            Plain.Prepare(mirrored ? ImageCropper.FlipHorizontally(window) : window, expected);
            AssertNear(expected, actual, 1 / 255.0);
            windows.Add((left, top, mirrored));
        }

        Assert.InRange(windows.Count, 60, 72);
    }

    [Fact]
    public void Geometry_keeps_a_constant_face_constant() =>
        Gen.Select(Gen.Int[1, 80], Gen.Int[1, 80], Gen.Long).Sample((width, height, seed) =>
        {
            var geometry = FaceAugmentation.Paper with
            {
                RotationDegrees = 180,
                ScaleRange = 0.9,
                TranslateFraction = 0.5,
            };
            var image = TestImages.Make(width, height, (_, _) => (51, 102, 204));
            var planes = Prepare(Plain, geometry, image, seed);
            Assert.All(planes[..1024], value => Assert.Equal(0.2, value, 1e-5));
            Assert.All(planes[2048..], value => Assert.Equal(0.8, value, 1e-5));
        });

    [Fact]
    public void A_turn_moves_a_dot_around_the_centre()
    {
        // A white dot right of the centre; the turned picture's brightest place lies at the same distance.
        var image = TestImages.Make(32, 32, (x, y) => x is 25 or 26 && y is 15 or 16 ? (255, 255, 255) : (0, 0, 0));
        for (var seed = 0; seed < 50; seed++)
        {
            var planes = Prepare(Plain, new FaceAugmentation { RotationDegrees = 90 }, image, seed);
            double mass = 0, x = 0, y = 0;
            for (var i = 0; i < 1024; i++)
            {
                mass += planes[i];
                x += planes[i] * ((i % 32) + 0.5 - 16);
                y += planes[i] * ((i / 32) + 0.5 - 16);
            }

            Assert.InRange(Math.Sqrt((x * x) + (y * y)) / mass, 9.7, 10.3);
        }
    }

    [Fact]
    public void A_slant_moves_rows_sideways_by_their_height_and_columns_up_by_their_distance()
    {
        // Four dots around the centre; where they go tells the two tangents, which stay within the angle.
        var slant = new FaceAugmentation { ShearDegrees = 20 };
        var tangents = new List<(double Sideways, double Upwards)>();
        for (var seed = 0; seed < 60; seed++)
        {
            var below = Place(slant, seed, 16, 24);
            var aside = Place(slant, seed, 24, 16);
            // The map goes from the input to the picture, so the dots move by its inverse.
            var determinant = (aside.X * below.Y) - (aside.Y * below.X);
            tangents.Add((-below.X * 8 / determinant, -aside.Y * 8 / determinant));
        }

        var largest = Math.Tan(20 * Math.PI / 180) * 1.1;
        Assert.All(tangents, pair => Assert.InRange(pair.Sideways, -largest, largest));
        Assert.All(tangents, pair => Assert.InRange(pair.Upwards, -largest, largest));
        Assert.True(tangents.Max(pair => pair.Sideways) > 0.2 && tangents.Min(pair => pair.Sideways) < -0.2);
        Assert.True(tangents.Max(pair => pair.Upwards) > 0.2 && tangents.Min(pair => pair.Upwards) < -0.2);
        Assert.True(tangents.Count(pair => Math.Abs(pair.Sideways - pair.Upwards) > 0.05) > 30);
    }

    [Fact]
    public void A_slant_leaves_the_other_luck_alone()
    {
        // The slightest slant: everything else must be as without it.
        var image = TestImages.Smooth(48, 48);
        foreach (var seed in Enumerable.Range(0, 20))
        {
            AssertNear(
                Prepare(Plain, FaceAugmentation.Light, image, seed),
                Prepare(Plain, FaceAugmentation.Light with { ShearDegrees = 1e-6 }, image, seed),
                1e-4);
        }
    }

    [Theory]
    [InlineData("paper")]
    [InlineData("light")]
    [InlineData("heavy")]
    public void A_grey_face_is_prepared_like_a_coloured_one(string name)
    {
        // One coloured pixel in the middle takes the grey face off the short way; the rest must stay,
        // contrast aside, whose mean grey that pixel shifts.
        var augmentation = FaceAugmentation.FromName(name) with { Contrast = 0 };
        foreach (var side in (int[])[32, 37, 48, 50])
        {
            var levels = Enumerable.Range(0, side * side).Select(i => i * i % 251).ToArray();
            var grey = TestImages.Make(side, side, (x, y) =>
                (levels[(y * side) + x], levels[(y * side) + x], levels[(y * side) + x]));
            var coloured = new ImageBuffer(side, side, (byte[])grey.Pixels.Clone());
            coloured.Pixels[((side / 2 * side) + (side / 2)) * 3] ^= 1;
            for (var seed = 0; seed < 10; seed++)
            {
                var (expected, actual) =
                    (Prepare(Small, augmentation, coloured, seed), Prepare(Small, augmentation, grey, seed));
                Assert.InRange(expected.Zip(actual).Count(pair => Math.Abs(pair.First - pair.Second) > 1e-5), 0, 60);
            }
        }
    }

    [Fact]
    public void Equal_options_seeds_and_faces_give_equal_numbers_on_any_thread()
    {
        var preparation = new AugmentedPreparation(Small, FaceAugmentation.Heavy with { ShearDegrees = 5 });
        var image = TestImages.Noisy(70, 90);
        var expected = Enumerable.Range(0, 8)
            .Select(seed => Prepare(Small, preparation.Augmentation, image, seed))
            .ToArray();
        Parallel.For(0, 200, i =>
        {
            var planes = new float[Small.InputLength];
            preparation.Prepare(image, new SeededRandom(i % 8), planes);
            Assert.Equal(expected[i % 8], planes);
        });
    }

    [Theory]
    [InlineData(48)] // sampled between pixels
    [InlineData(37)] // a window of whole pixels
    [InlineData(90)] // shrunk first
    public void Preparing_again_allocates_next_to_nothing(int side)
    {
        var preparation = new AugmentedPreparation(Small, FaceAugmentation.Paper);
        var (image, planes) = (TestImages.Noisy(side, side), new float[Small.InputLength]);
        preparation.Prepare(image, new SeededRandom(1), planes);
        // A collection in between, which other tests bring about, may empty the pool that a call takes its memory from.
        var least = Enumerable.Range(0, 10).Min(_ =>
        {
            var random = new SeededRandom(2);
            var before = GC.GetAllocatedBytesForCurrentThread();
            preparation.Prepare(image, random, planes);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.InRange(least, 0, 200);
    }

    [Fact]
    public void Colour_and_noise_stay_in_range_and_move_the_mean()
    {
        var augmentation = new FaceAugmentation
        {
            Brightness = 0.5,
            Contrast = 0.5,
            Saturation = 0.5,
            NoiseStandardDeviation = 0.1,
        };
        var means = Enumerable.Range(0, 40).Select(seed =>
        {
            var planes = Prepare(Plain, augmentation, TestImages.Smooth(32, 32), seed);
            Assert.InRange(planes.Min(), 0, 1);
            Assert.InRange(planes.Max(), 0, 1);
            return planes.Average();
        }).ToArray();
        Assert.True(means.Max() - means.Min() > 0.2);
    }

    [Fact]
    public void Noise_has_the_deviation_asked_for()
    {
        var image = TestImages.Make(32, 32, (_, _) => (128, 128, 128));
        var planes = Prepare(Plain, new FaceAugmentation { NoiseStandardDeviation = 0.05 }, image, 3);
        var mean = planes.Average();
        Assert.Equal(128 / 255.0, mean, 0.005);
        Assert.Equal(0.05, Math.Sqrt(planes.Average(value => (value - mean) * (value - mean))), 0.003);
    }

    [Fact]
    public void Erasing_covers_the_fraction_asked_for_with_the_mean_colour()
    {
        var augmentation = new FaceAugmentation
        {
            ErasingProbability = 1,
            ErasingAreaMinimum = 0.05,
            ErasingAreaMaximum = 0.2,
        };
        for (var seed = 0; seed < 50; seed++)
        {
            var planes = Prepare(Small, augmentation, TestImages.Make(8, 8, (_, _) => (255, 255, 255)), seed);
            var covered = planes[..1024].Count(value => value == 0);
            Assert.InRange(covered / 1024.0, 0.04, 0.22);
            Assert.Equal(covered, planes[2048..].Count(value => value == 0));
        }
    }

    [Fact]
    public void Erasing_happens_as_often_as_asked_for()
    {
        var augmentation = new FaceAugmentation { ErasingProbability = 0.25 };
        var image = TestImages.Make(8, 8, (_, _) => (255, 255, 255));
        var erased = Enumerable.Range(0, 400).Count(seed => Prepare(Small, augmentation, image, seed).Contains(0));
        Assert.InRange(erased, 60, 140);
    }

    /// <summary>Where a dot two pixels wide goes, measured from the centre.</summary>
    private static (double X, double Y) Place(FaceAugmentation augmentation, int seed, int left, int top)
    {
        var image = TestImages.Make(
            32, 32, (x, y) => x - left is -1 or 0 && y - top is -1 or 0 ? (255, 255, 255) : (0, 0, 0));
        var planes = Prepare(Plain, augmentation, image, seed);
        double mass = 0, sumX = 0, sumY = 0;
        for (var i = 0; i < 1024; i++)
        {
            mass += planes[i];
            sumX += planes[i] * ((i % 32) + 0.5 - 16);
            sumY += planes[i] * ((i / 32) + 0.5 - 16);
        }

        return (sumX / mass, sumY / mass);
    }

    private static float[] Prepare(
        FacePreprocessing preprocessing, FaceAugmentation augmentation, ImageBuffer image, long seed)
    {
        var planes = new float[preprocessing.InputLength];
        Array.Fill(planes, float.NaN);
        new AugmentedPreparation(preprocessing, augmentation).Prepare(image, new SeededRandom(seed), planes);
        Assert.DoesNotContain(float.NaN, planes);
        return planes;
    }

    private static void AssertNear(float[] expected, float[] actual, double tolerance) =>
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 0, tolerance);
}
