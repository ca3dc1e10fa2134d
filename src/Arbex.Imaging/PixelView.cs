namespace Arbex.Imaging;

/// <summary>Pixels that belong to somebody else, in the form of <see cref="ImageBuffer"/>.</summary>
internal readonly ref struct PixelView
{
    /// <summary>Looks at borrowed pixels.</summary>
    /// <param name="pixels">Height x width x 3 bytes.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public PixelView(ReadOnlySpan<byte> pixels, int width, int height)
    {
        Pixels = pixels;
        Width = width;
        Height = height;
    }

    public ReadOnlySpan<byte> Pixels { get; }

    public int Width { get; }

    public int Height { get; }

    public int Stride => Width * ImageBuffer.Channels;

    public static implicit operator PixelView(ImageBuffer image) => new(image.Pixels, image.Width, image.Height);
}
