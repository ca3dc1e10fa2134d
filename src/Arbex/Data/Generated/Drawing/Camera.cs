using Arbex.Imaging;

using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>From the drawing to the picture: blur, grey, contrast, brightness and noise.</summary>
internal static class Camera
{
    public static ImageBuffer Take(SKSurface surface, FaceScene scene, int size)
    {
        var info = new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var pixmap = surface.PeekPixels();
        var source = pixmap.GetPixelSpan<byte>();
        var pixels = new byte[size * size * ImageBuffer.Channels];
        // Four uniform 16-bit numbers per draw: their sum is nearly normal with variance 4/12 of their range squared.
        var random = SeededRandom.ForStream(scene.DetailSeed, 2);
        var noise = scene.Noise * MathF.Sqrt(3) / 65536f;
        var offset = 128 + scene.Brightness - (128 * scene.Contrast);
        for (var i = 0; i < info.Width * info.Height; i++)
        {
            float red = source[4 * i], green = source[(4 * i) + 1], blue = source[(4 * i) + 2];
            if (scene.IsGrey)
            {
                red = green = blue = (0.299f * red) + (0.587f * green) + (0.114f * blue);
            }

            var added = offset;
            if (noise > 0)
            {
                var bits = random.NextBits();
                var sum = (float)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
                added += noise * (sum - (2 * 65535f));
            }

            pixels[3 * i] = Level((scene.Contrast * red) + added);
            pixels[(3 * i) + 1] = Level((scene.Contrast * green) + added);
            pixels[(3 * i) + 2] = Level((scene.Contrast * blue) + added);
        }

        return new(size, size, pixels);
    }

    /// <summary>Starts a layer that is blurred when the canvas is restored.</summary>
    public static void BeginBlur(SKCanvas canvas, float radius)
    {
        using var filter = SKImageFilter.CreateBlur(radius, radius, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { ImageFilter = filter };
        canvas.SaveLayer(paint);
    }

    private static byte Level(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
