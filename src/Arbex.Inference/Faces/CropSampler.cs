using System.Buffers;
using Arbex.Imaging;

namespace Arbex.Inference.Faces;

/// <summary>Samples square crops from pictures along a map, without aliasing, in memory that does not grow with the
/// picture.</summary>
internal static class CropSampler
{
    /// <summary>What is shrunk by more than this factor is first shrunk with the antialiased filter.</summary>
    private const double ShrinkFirstFrom = 1.5;

    /// <summary>Crops up to this side are sampled twice as fine first: weighing places between pixels would blur them
    /// otherwise, and small crops have no sharpness to lose.</summary>
    private const int LargestFine = 256;

    /// <summary>Fills a crop.</summary>
    /// <param name="image">The picture; outside of it the nearest edge counts.</param>
    /// <param name="map">From places in the crop to places in the picture: turns, scales, shifts.</param>
    /// <param name="crop">A square picture; overwritten.</param>
    public static void Sample(ImageBuffer image, AffineMap map, ImageBuffer crop)
    {
        var size = crop.Width;
        if (size > LargestFine || Math.Abs((map.XX * map.YY) - (map.XY * map.YX)) <= 1)
        {
            SampleOnce(image, map, size, crop.Pixels);
            return;
        }

        var length = ImageBuffer.Channels * 4 * size * size;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var fine = rented.AsSpan(0, length);
            var half = map with { XX = map.XX / 2, XY = map.XY / 2, YX = map.YX / 2, YY = map.YY / 2 };
            SampleOnce(image, half, 2 * size, fine);
            ImageResizer.Resize(
                new PixelView(fine, 2 * size, 2 * size), size, size, Interpolation.BilinearAntialiased, crop.Pixels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void SampleOnce(ImageBuffer image, AffineMap map, int size, Span<byte> pixels)
    {
        var area = Touched(map, size, image);
        var part = ((PixelView)image).Part(area.Left, area.Top, area.Width, area.Height);
        var width = Shrunk(area.Width, Math.Sqrt((map.XX * map.XX) + (map.XY * map.XY)));
        var height = Shrunk(area.Height, Math.Sqrt((map.YX * map.YX) + (map.YY * map.YY)));
        var inPart = Within(map, area, (double)width / area.Width, (double)height / area.Height);
        if (width == area.Width && height == area.Height)
        {
            Fill(part, inPart, size, pixels);
            return;
        }

        var length = ImageBuffer.Channels * width * height;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var shrunk = rented.AsSpan(0, length);
            ImageResizer.Resize(part, width, height, Interpolation.BilinearAntialiased, shrunk);
            Fill(new PixelView(shrunk, width, height), inPart, size, pixels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Fill(PixelView source, AffineMap map, int size, Span<byte> pixels)
    {
        var area = size * size;
        var rented = ArrayPool<float>.Shared.Rent(ImageBuffer.Channels * area);
        try
        {
            AffineSampler.Sample(source, size, map, rented.AsSpan(0, ImageBuffer.Channels * area));
            for (var channel = 0; channel < ImageBuffer.Channels; channel++)
            {
                var plane = rented.AsSpan(channel * area, area);
                for (var i = 0; i < plane.Length; i++)
                {
                    pixels[(i * ImageBuffer.Channels) + channel] = (byte)((plane[i] * 255) + 0.5f);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>The pixels of the picture that a crop is made of: at least one.</summary>
    private static PictureArea Touched(AffineMap map, int size, ImageBuffer image)
    {
        // Bilinear sampling also looks at the neighbours.
        const int Beside = 2;
        ReadOnlySpan<(double X, double Y)> corners =
            [map.Apply(0, 0), map.Apply(size, 0), map.Apply(0, size), map.Apply(size, size)];
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var (x, y) in corners)
        {
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        var firstColumn = (int)Math.Clamp(Math.Floor(left) - Beside, 0, image.Width - 1);
        var firstRow = (int)Math.Clamp(Math.Floor(top) - Beside, 0, image.Height - 1);
        var endColumn = (int)Math.Clamp(Math.Ceiling(right) + Beside, firstColumn + 1, image.Width);
        var endRow = (int)Math.Clamp(Math.Ceiling(bottom) + Beside, firstRow + 1, image.Height);
        return new PictureArea(firstColumn, firstRow, endColumn - firstColumn, endRow - firstRow);
    }

    private static int Shrunk(int length, double factor) =>
        factor > ShrinkFirstFrom ? Math.Max(1, (int)Math.Round(length / factor)) : length;

    /// <summary>The same map to places in a part of the picture that was scaled.</summary>
    private static AffineMap Within(AffineMap map, PictureArea part, double scaleX, double scaleY) => new(
        map.XX * scaleX, map.XY * scaleX, (map.X0 - part.Left) * scaleX,
        map.YX * scaleY, map.YY * scaleY, (map.Y0 - part.Top) * scaleY);
}
