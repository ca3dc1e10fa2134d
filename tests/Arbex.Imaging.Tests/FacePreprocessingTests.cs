using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arbex.Imaging.Tests;

public sealed class FacePreprocessingTests
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    [Fact]
    public void Prepared_planes_hold_normalised_red_then_green_then_blue()
    {
        var preprocessing = new FacePreprocessing { InputSize = 32 };
        var planes = new float[preprocessing.InputLength];
        preprocessing.Prepare(TestImages.Make(7, 5, (_, _) => (255, 128, 0)), planes);
        Assert.All(planes[..1024], value => Assert.Equal((1 - 0.485) / 0.229, value, 1e-5));
        Assert.All(planes[1024..2048], value => Assert.Equal(((128 / 255.0) - 0.456) / 0.224, value, 1e-5));
        Assert.All(planes[2048..], value => Assert.Equal(-0.406 / 0.225, value, 1e-5));
    }

    [Fact]
    public void Prepared_planes_are_row_major()
    {
        var preprocessing = new FacePreprocessing { InputSize = 32, Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] };
        var planes = new float[preprocessing.InputLength];
        preprocessing.Prepare(TestImages.Make(32, 32, (x, y) => (x, y, 255)), planes);
        Assert.Equal(3 / 255f, planes[(5 * 32) + 3]);
        Assert.Equal(5 / 255f, planes[1024 + (5 * 32) + 3]);
        Assert.Equal(1, planes[2048 + (5 * 32) + 3]);
    }

    [Fact]
    public void Preparing_is_resizing_then_normalising()
    {
        foreach (var interpolation in Enum.GetValues<Interpolation>())
        {
            var preprocessing = new FacePreprocessing { InputSize = 40, Interpolation = interpolation };
            var image = TestImages.Noisy(75, 60);
            var (direct, inTwoSteps) = (new float[4800], new float[4800]);
            preprocessing.Prepare(image, direct);
            preprocessing.Prepare(ImageResizer.Resize(image, 40, 40, interpolation), inTwoSteps);
            Assert.Equal(inTwoSteps, direct);
        }
    }

    [Fact]
    public void A_destination_of_another_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new FacePreprocessing { InputSize = 64 }.Prepare(new ImageBuffer(2, 2), new float[100]));
        Assert.Contains("12288", error.Message, StringComparison.Ordinal);
        Assert.Contains("100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_keeps_every_value()
    {
        var preprocessing = new FacePreprocessing
        {
            InputSize = 96,
            Interpolation = Interpolation.Bilinear,
            Mean = [0.1f, 0.2f, 0.3f],
            StandardDeviation = [1, 2, 3],
            Grey = true,
        };
        var text = JsonSerializer.Serialize(preprocessing, Json);
        Assert.Equal(
            """{"inputSize":96,"interpolation":"Bilinear","mean":[0.1,0.2,0.3],"standardDeviation":[1,2,3],"grey":true}""",
            text);
        Assert.Equal(preprocessing, JsonSerializer.Deserialize<FacePreprocessing>(text, Json));
    }

    [Fact]
    public void Json_without_values_gives_the_defaults() =>
        Assert.Equal(new FacePreprocessing(), JsonSerializer.Deserialize<FacePreprocessing>("{}", Json));

    [Fact]
    public void Equality_is_by_value()
    {
        var one = new FacePreprocessing { Mean = [0.5f, 0.5f, 0.5f] };
        var same = new FacePreprocessing { Mean = [0.5f, 0.5f, 0.5f] };
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, same with { Mean = [0.5f, 0.5f, 0.4f] });
        Assert.NotEqual(one, same with { StandardDeviation = [1, 1, 1] });
        Assert.NotEqual(one, same with { InputSize = 64 });
        Assert.NotEqual(one, same with { Interpolation = Interpolation.Bilinear });
    }

    [Fact]
    public void Values_out_of_range_are_refused_with_their_names()
    {
        AssertRefused("InputSize", new FacePreprocessing { InputSize = 31 });
        AssertRefused("InputSize", new FacePreprocessing { InputSize = 1025 });
        AssertRefused("Interpolation", new FacePreprocessing { Interpolation = (Interpolation)9 });
        AssertRefused("Mean", new FacePreprocessing { Mean = [0.5f] });
        AssertRefused("Mean", new FacePreprocessing { Mean = [0.5f, float.NaN, 0.5f] });
        AssertRefused("Mean", new FacePreprocessing { Mean = default });
        AssertRefused("StandardDeviation", new FacePreprocessing { StandardDeviation = [1, 0, 1] });
        AssertRefused("StandardDeviation", new FacePreprocessing { StandardDeviation = default });
    }

    private static void AssertRefused(string name, FacePreprocessing preprocessing) =>
        Assert.StartsWith(
            name, Assert.Throws<ArbexException>(preprocessing.Validated).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_colour_a_grey_face_stays_as_it_is_and_a_colourful_one_becomes_equal_planes()
    {
        var grey = new FacePreprocessing { InputSize = 32, Grey = true, Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] };
        var random = new SeededRandom(9);
        byte[] levels = [.. Enumerable.Range(0, 40 * 40).Select(_ => (byte)random.NextInt(256))];
        var greyFace = new ImageBuffer(40, 40, [.. levels.SelectMany(level => new[] { level, level, level })]);
        Assert.Equal(Prepared(grey with { Grey = false }, greyFace), Prepared(grey, greyFace));

        var colourful = new ImageBuffer(32, 32, [.. Enumerable.Range(0, 3 * 32 * 32).Select(_ => (byte)random.NextInt(256))]);
        var planes = Prepared(grey, colourful).Chunk(32 * 32).ToArray();
        Assert.Equal(planes[0], planes[1]);
        Assert.Equal(planes[0], planes[2]);
        for (var pixel = 0; pixel < planes[0].Length; pixel++)
        {
            var (r, g, b) = (colourful.Pixels[3 * pixel], colourful.Pixels[(3 * pixel) + 1], colourful.Pixels[(3 * pixel) + 2]);
            Assert.Equal((0.299 * r) + (0.587 * g) + (0.114 * b), 255 * planes[0][pixel], 1.0);
        }

        Assert.NotEqual(grey, grey with { Grey = false });
    }

    private static float[] Prepared(FacePreprocessing preprocessing, ImageBuffer face)
    {
        var numbers = new float[preprocessing.InputLength];
        preprocessing.Prepare(face, numbers);
        return numbers;
    }
}
