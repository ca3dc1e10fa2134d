namespace Arbex.Imaging;

/// <summary>Cuts and mirrors pictures; always makes new ones.</summary>
public static class ImageCropper
{
    /// <summary>Cuts out a rectangle.</summary>
    /// <param name="image">Any picture; not changed.</param>
    /// <param name="left">First column, from 0.</param>
    /// <param name="top">First row, from 0.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">The rectangle does not lie inside the picture.</exception>
    public static ImageBuffer Crop(ImageBuffer image, int left, int top, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (left < 0 || top < 0 || width < 1 || height < 1
            || (long)left + width > image.Width || (long)top + height > image.Height)
        {
            throw new ArgumentException(
                $"The rectangle {width}x{height} at ({left}, {top}) is not inside the {image.Width}x{image.Height} "
                + "picture. Cut it to the picture first.");
        }

        var crop = new ImageBuffer(width, height);
        var stride = width * ImageBuffer.Channels;
        for (var y = 0; y < height; y++)
        {
            image.Pixels
                .AsSpan((((top + y) * image.Width) + left) * ImageBuffer.Channels, stride)
                .CopyTo(crop.Pixels.AsSpan(y * stride));
        }

        return crop;
    }

    /// <summary>Cuts out an area; what reaches beyond the picture stays black.</summary>
    /// <param name="image">Any picture; not changed.</param>
    /// <param name="area">At least one of its pixels lies in the picture.</param>
    /// <exception cref="ArgumentException">The area lies wholly outside of the picture, or is empty.</exception>
    public static ImageBuffer CropOrPad(ImageBuffer image, PictureArea area)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (left, top) = (Math.Max(0, area.Left), Math.Max(0, area.Top));
        var right = Math.Min(image.Width, (long)area.Left + area.Width);
        var bottom = Math.Min(image.Height, (long)area.Top + area.Height);
        if (right <= left || bottom <= top)
        {
            throw new ArgumentException(
                $"The area {area.Width}x{area.Height} at ({area.Left}, {area.Top}) has no pixel of the "
                + $"{image.Width}x{image.Height} picture. Move it into the picture.");
        }

        var crop = new ImageBuffer(area.Width, area.Height);
        var length = (int)(right - left) * ImageBuffer.Channels;
        for (var y = top; y < bottom; y++)
        {
            image.Pixels.AsSpan(((y * image.Width) + left) * ImageBuffer.Channels, length)
                .CopyTo(crop.Pixels.AsSpan((((y - area.Top) * area.Width) + left - area.Left) * ImageBuffer.Channels));
        }

        return crop;
    }

    /// <summary>Cuts out the largest square around the centre; a spare odd pixel is cut off right or below.</summary>
    /// <param name="image">Any picture; not changed.</param>
    public static ImageBuffer CropCentreSquare(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var side = Math.Min(image.Width, image.Height);
        return Crop(image, (image.Width - side) / 2, (image.Height - side) / 2, side, side);
    }

    /// <summary>Mirrors left and right.</summary>
    /// <param name="image">Any picture; not changed.</param>
    public static ImageBuffer FlipHorizontally(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var flipped = new ImageBuffer(image.Width, image.Height);
        var (source, target) = (image.Pixels, flipped.Pixels);
        var stride = image.Width * ImageBuffer.Channels;
        for (var row = 0; row < source.Length; row += stride)
        {
            for (var x = 0; x < stride; x += ImageBuffer.Channels)
            {
                source.AsSpan(row + x, ImageBuffer.Channels)
                    .CopyTo(target.AsSpan(row + stride - ImageBuffer.Channels - x));
            }
        }

        return flipped;
    }
}
