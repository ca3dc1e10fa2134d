namespace Arbex.Imaging;

/// <summary>Turns stored pixels the way up that a camera noted in its EXIF orientation tag, 1 to 8.</summary>
internal static class ExifOrientation
{
    /// <summary>Copies RGBA pixels as stored to upright RGB.</summary>
    /// <param name="rgba">Height x width x 4 bytes as stored.</param>
    /// <param name="width">Columns as stored.</param>
    /// <param name="height">Rows as stored.</param>
    /// <param name="orientation">1 upright, 2 mirrored, 3 half turn, 4 upside down, 5 to 8 with rows and columns
    /// exchanged; anything else counts as upright.</param>
    /// <param name="buffer">Where the picture comes from.</param>
    public static ImageBuffer Upright(
        ReadOnlySpan<byte> rgba, int width, int height, int orientation, DecodeBuffer buffer)
    {
        if (orientation is < 2 or > 8)
        {
            var plain = buffer.Image(width, height);
            RgbaPixels.DropAlpha(rgba, plain.Pixels);
            return plain;
        }

        // Where the first upright pixel is stored, and how far to go in memory for the next column and row.
        var (right, bottom) = (width - 1, (height - 1) * width);
        var (start, columnStep, rowStep) = orientation switch
        {
            2 => (right, -1, width),
            3 => (right + bottom, -1, -width),
            4 => (bottom, 1, -width),
            5 => (0, width, 1),
            6 => (bottom, -width, 1),
            7 => (right + bottom, -width, -1),
            _ => (right, width, -1),
        };
        var upright = orientation >= 5 ? buffer.Image(height, width) : buffer.Image(width, height);
        var target = upright.Pixels.AsSpan();
        var at = 0;
        for (var y = 0; y < upright.Height; y++)
        {
            var source = start + (y * rowStep);
            for (var x = 0; x < upright.Width; x++, source += columnStep, at += ImageBuffer.Channels)
            {
                var pixel = rgba.Slice(source * 4, 3);
                target[at] = pixel[0];
                target[at + 1] = pixel[1];
                target[at + 2] = pixel[2];
            }
        }

        return upright;
    }
}
