namespace Arbex.Imaging.Tests;

/// <summary>Grey TIFF pictures with an alpha sample are laid over white.</summary>
public sealed class TiffGreyAlphaTests
{
    private const int Width = 37;
    private const int Height = 21;
    private const int Associated = 1;
    private const int Unassociated = 2;

    public static TheoryData<bool, int, bool, bool, int> Layouts
    {
        get
        {
            var layouts = new TheoryData<bool, int, bool, bool, int>();
            foreach (var bits in (int[])[8, 16])
            {
                foreach (var (bigEndian, compression) in ((bool, int)[])[(false, 1), (true, 5), (false, 8), (true, 1)])
                {
                    layouts.Add(bigEndian, compression, false, false, bits);
                    layouts.Add(bigEndian, compression, true, false, bits);
                    layouts.Add(bigEndian, compression, false, true, bits);
                    layouts.Add(bigEndian, compression, true, true, bits);
                }
            }

            return layouts;
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_layout_is_laid_over_white(bool bigEndian, int compression, bool isTiled, bool isPlanar, int bits)
    {
        var pixels = Enumerable.Range(0, Width * Height).Select(i => (Grey: i * 7 % 256, Alpha: i * 5 % 256)).ToArray();
        var tiff = new TiffBuilder
        {
            Width = Width,
            Height = Height,
            BigEndian = bigEndian,
            Compression = compression,
            BitsPerSample = bits,
            SamplesPerPixel = 2,
            ExtraSamples = Unassociated,
            TileSide = isTiled ? 16 : null,
            IsPlanar = isPlanar,
        };
        var file = tiff.Build([.. pixels.SelectMany(pixel => (int[])[pixel.Grey, pixel.Alpha]).Select(value => bits == 8 ? value : value * 257)]);

        var picture = ImageDecoder.Decode(file, "grey");

        var expected = pixels.Select(pixel => (byte)(((pixel.Grey * pixel.Alpha) + (255 * (255 - pixel.Alpha)) + 127) / 255));
        Assert.Equal(expected.SelectMany(grey => (byte[])[grey, grey, grey]), picture.Pixels);
    }

    [Theory]
    [InlineData(1, Unassociated, 255, 127, 55, 200)]
    [InlineData(0, Unassociated, 255, 255, 200, 55)]
    [InlineData(1, Associated, 255, 127, 55, 200)]
    [InlineData(0, Associated, 255, 255, 200, 55)]
    public void Ink_and_light_are_told_apart(int photometric, int alpha, byte clear, byte half, byte dark, byte light)
    {
        var tiff = new TiffBuilder
        {
            Width = 4,
            Height = 1,
            Photometric = photometric,
            SamplesPerPixel = 2,
            ExtraSamples = alpha,
        };

        var picture = ImageDecoder.Decode(tiff.Build([0, 0, 0, 128, 55, 255, 200, 255]), "grey");

        Assert.Equal([clear, half, dark, light], picture.Pixels.Where((_, i) => i % 3 == 0));
    }

    [Fact]
    public void Colours_multiplied_by_alpha_are_laid_over_white_as_ink_or_light()
    {
        var light = new TiffBuilder { Width = 1, Height = 1, SamplesPerPixel = 2, ExtraSamples = Associated };
        var ink = light with { Photometric = 0 };
        Assert.Equal([227, 227, 227], ImageDecoder.Decode(light.Build([100, 128]), "light").Pixels);
        Assert.Equal([155, 155, 155], ImageDecoder.Decode(ink.Build([100, 128]), "ink").Pixels);
    }

    [Fact]
    public void A_second_sample_that_is_not_said_to_be_alpha_is_left_out()
    {
        var tiff = new TiffBuilder { Width = 2, Height = 1, SamplesPerPixel = 2, ExtraSamples = 0 };
        Assert.Equal([9, 9, 9, 8, 8, 8], ImageDecoder.Decode(tiff.Build([9, 0, 8, 128]), "grey").Pixels);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_file_cut_anywhere_is_refused_or_read_whole(bool isTiled, bool isPlanar)
    {
        var tiff = new TiffBuilder
        {
            Width = 9,
            Height = 7,
            SamplesPerPixel = 2,
            ExtraSamples = Unassociated,
            Compression = 5,
            TileSide = isTiled ? 16 : null,
            IsPlanar = isPlanar,
            Orientation = 6,
        };
        var whole = tiff.Build([.. Enumerable.Range(0, 9 * 7 * 2).Select(i => i * 11 % 256)]);
        var expected = ImageDecoder.Decode(whole, "whole");
        Assert.Equal((7, 9), (expected.Width, expected.Height));
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = length;
            var refused = Record.Exception(() => Assert.Equal(expected.Pixels, ImageDecoder.Decode(whole.AsMemory(0, cut), "cut").Pixels));
            Assert.True(refused is null or ImageFormatException, $"{length} bytes: {refused}");
        }
    }
}
