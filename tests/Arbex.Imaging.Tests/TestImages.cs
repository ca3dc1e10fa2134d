namespace Arbex.Imaging.Tests;

internal static class TestImages
{
    /// <summary>A picture from a formula of column and row.</summary>
    public static ImageBuffer Make(int width, int height, Func<int, int, (int Red, int Green, int Blue)> colour)
    {
        var image = new ImageBuffer(width, height);
        for (int y = 0, at = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++, at += 3)
            {
                var (red, green, blue) = colour(x, y);
                image.Pixels[at] = (byte)red;
                image.Pixels[at + 1] = (byte)green;
                image.Pixels[at + 2] = (byte)blue;
            }
        }

        return image;
    }

    /// <summary>One grey row.</summary>
    public static ImageBuffer Row(params int[] greys) =>
        Make(greys.Length, 1, (x, _) => (greys[x], greys[x], greys[x]));

    /// <summary>The red values of a picture, row after row.</summary>
    public static int[] Reds(this ImageBuffer image) =>
        [.. Enumerable.Range(0, image.Width * image.Height).Select(i => (int)image.Pixels[i * 3])];

    /// <summary>Noise over a slope: every pixel differs, so exchanged axes or channels are seen.</summary>
    public static ImageBuffer Noisy(int width, int height, long seed = 1)
    {
        var random = new SeededRandom(seed);
        return Make(
            width,
            height,
            (x, y) => ((x * 3) + random.NextInt(100), (y * 2) + random.NextInt(100), random.NextInt(256)));
    }

    /// <summary>Colours that change slowly, as in a photo.</summary>
    public static ImageBuffer Smooth(int width, int height) =>
        Make(
            width,
            height,
            (x, y) => (x * 255 / width, y * 255 / height, (x + y) * 255 / (width + height)));

    public static int LargestDifference(ImageBuffer first, ImageBuffer second)
    {
        Assert.Equal((first.Width, first.Height), (second.Width, second.Height));
        return first.Pixels.Zip(second.Pixels, (a, b) => Math.Abs(a - b)).Max();
    }
}
