namespace Arbex.Imaging;

/// <summary>Takes the colour away from pictures.</summary>
internal static class GreyPicture
{
    // The weights of ITU-R BT.601 in 256ths; they sum to 256, so that what is grey already stays as it is.
    private const int Red = 77;
    private const int Green = 150;
    private const int Blue = 29;

    /// <summary>The picture in grey: three equal channels, or the picture itself where they are equal already.</summary>
    public static ImageBuffer Of(ImageBuffer image)
    {
        if (image.IsGrey)
        {
            return image;
        }

        var pixels = image.Pixels;
        var grey = new byte[pixels.Length];
        for (var i = 0; i < pixels.Length; i += ImageBuffer.Channels)
        {
            var level = (byte)(((Red * pixels[i]) + (Green * pixels[i + 1]) + (Blue * pixels[i + 2]) + 128) >> 8);
            grey[i] = grey[i + 1] = grey[i + 2] = level;
        }

        return new ImageBuffer(image.Width, image.Height, grey);
    }
}
