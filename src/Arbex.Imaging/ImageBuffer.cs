namespace Arbex.Imaging;

/// <summary>A decoded picture: 8-bit RGB, rows from top to bottom, three bytes a pixel without padding.</summary>
public sealed class ImageBuffer
{
    /// <summary>Number of colour channels: red, green, blue, in this order.</summary>
    public const int Channels = 3;

    /// <summary>Wraps pixels.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">Height x width x 3 bytes, row-major; kept, not copied.</param>
    /// <exception cref="ArgumentException">The array has another length than the size asks for.</exception>
    public ImageBuffer(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != (long)width * height * Channels)
        {
            throw new ArgumentException(
                $"A {width}x{height} image needs {(long)width * height * Channels} bytes, got {pixels.Length}.",
                nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Makes a black picture.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the pixels do not fit into one array (715 million
    /// pixels).</exception>
    public ImageBuffer(int width, int height)
        : this(width, height, new byte[Bytes(width, height)])
    {
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Height x width x 3 bytes, row-major, red first.</summary>
    public byte[] Pixels { get; }

    /// <summary>Whether red, green and blue are the same in every pixel, as they are now.</summary>
    public bool IsGrey => ChannelPlanes.AreEqual(Pixels);

    private static long Bytes(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var bytes = (long)width * height * Channels;
        return bytes <= Array.MaxLength
            ? bytes
            : throw new ArgumentOutOfRangeException(
                nameof(height), height, $"A {width}x{height} image needs {bytes} bytes. Expected at most {Array.MaxLength}.");
    }
}
