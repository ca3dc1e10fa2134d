using Arbex.Imaging;

namespace Arbex.Data.Packing;

/// <summary>Pixels as they are kept: one channel where red, green and blue are equal everywhere, else three.</summary>
internal static class StoredPicture
{
    /// <summary>Shrinks a picture whose longer side is above the limit; its shape stays.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="side">The most pixels on its longer side; 0 for no limit.</param>
    public static ImageBuffer Shrunk(ImageBuffer image, int side)
    {
        var longer = Math.Max(image.Width, image.Height);
        return side == 0 || longer <= side
            ? image
            : ImageResizer.Resize(image, Scaled(image.Width), Scaled(image.Height));

        int Scaled(int pixels) => (int)Math.Max(1, ((2L * pixels * side) + longer) / (2L * longer));
    }

    /// <summary>Whether one channel is enough.</summary>
    public static bool IsGrey(ReadOnlySpan<byte> pixels)
    {
        for (var i = 0; i < pixels.Length; i += ImageBuffer.Channels)
        {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The one channel of a grey picture.</summary>
    public static byte[] ToGrey(ReadOnlySpan<byte> pixels)
    {
        var grey = new byte[pixels.Length / ImageBuffer.Channels];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = pixels[i * ImageBuffer.Channels];
        }

        return grey;
    }

    /// <summary>Repeats a grey picture in three channels.</summary>
    public static ImageBuffer FromGrey(int width, int height, ReadOnlySpan<byte> grey)
    {
        var image = new ImageBuffer(width, height);
        var pixels = image.Pixels.AsSpan();
        for (int i = 0, at = 0; i < grey.Length; i++, at += ImageBuffer.Channels)
        {
            pixels.Slice(at, ImageBuffer.Channels).Fill(grey[i]);
        }

        return image;
    }
}
