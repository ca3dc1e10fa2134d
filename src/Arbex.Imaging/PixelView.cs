namespace Arbex.Imaging;

/// <summary>Pixels that belong to somebody else, in the form of <see cref="ImageBuffer"/>.</summary>
internal readonly ref struct PixelView
{
    /// <summary>Looks at borrowed pixels.</summary>
    /// <param name="pixels">Height x width x 3 bytes.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public PixelView(ReadOnlySpan<byte> pixels, int width, int height)
        : this(pixels, width, height, width * ImageBuffer.Channels)
    {
    }

    private PixelView(ReadOnlySpan<byte> pixels, int width, int height, int stride)
    {
        Pixels = pixels;
        Width = width;
        Height = height;
        Stride = stride;
    }

    public ReadOnlySpan<byte> Pixels { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Bytes from one row to the next; more than a row has where this is a part of a picture.</summary>
    public int Stride { get; }

    /// <summary>Looks at a rectangle of the same pixels.</summary>
    /// <param name="left">First column, from 0.</param>
    /// <param name="top">First row, from 0.</param>
    /// <param name="width">Columns, at least 1, inside the picture.</param>
    /// <param name="height">Rows, at least 1, inside the picture.</param>
    public PixelView Part(int left, int top, int width, int height) => new(
        Pixels.Slice(
            (top * Stride) + (left * ImageBuffer.Channels), ((height - 1) * Stride) + (width * ImageBuffer.Channels)),
        width, height, Stride);

    public static implicit operator PixelView(ImageBuffer image) => new(image.Pixels, image.Width, image.Height);
}
