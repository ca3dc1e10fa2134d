using Arbex.Imaging;

namespace Arbex.Inference.Faces;

/// <summary>Cuts faces out of pictures as square pictures; beyond the picture's edge its nearest pixel
/// counts.</summary>
/// <remarks>Faces that are larger than the crop are shrunk with the antialiased filter first.</remarks>
public static class FaceCrop
{
    /// <summary>Side of a crop over the geometric mean of its box's sides: what makes the crops of FER+ training faces
    /// as large as these faces' pictures, on average over 3,033 of them.</summary>
    private const double SideOverBox = 1.09;

    /// <summary>Aligned crops whose side is off from the box's by more than this factor come from points that are
    /// wrong.</summary>
    private const double LargestMismatch = 2;

    /// <summary>The square around a box that shows a face from forehead to chin.</summary>
    /// <param name="box">A detector's box; its sides are above 0.</param>
    /// <param name="margin">Factor on the side, above 0; 1 shows as much as FER+ does.</param>
    /// <returns>A square with the same centre; it may reach beyond the picture.</returns>
    /// <exception cref="ArgumentException">The box is empty or no numbers, or the margin is not above 0.</exception>
    public static FaceBox Square(FaceBox box, double margin = 1)
    {
        CheckMargin(margin);
        CheckBox(box, nameof(box));
        var side = (float)(Math.Sqrt(box.Area) * SideOverBox * margin);
        var centre = box.Centre;
        return new FaceBox(centre.X - (side / 2), centre.Y - (side / 2), side, side);
    }

    /// <summary>The map from places in the crop to places in the picture.</summary>
    /// <param name="face">A face.</param>
    /// <param name="options">Which square.</param>
    /// <param name="size">Side of the crop, in pixels, at least 1.</param>
    /// <returns>For a face that is cropped already, its box whatever the options; for one without points, or with
    /// points that do not fit its box, that of <see cref="FaceCropKind.Square"/>.</returns>
    /// <exception cref="ArgumentException">The face's box is empty or no numbers.</exception>
    public static AffineMap Map(DetectedFace face, FaceCropOptions options, int size)
    {
        ArgumentNullException.ThrowIfNull(face);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        options.Validated();
        CheckBox(face.Box, nameof(face));
        var square = face.IsCropped ? face.Box : Square(face.Box, options.Margin);
        return !face.IsCropped && options.Kind == FaceCropKind.Aligned && face.Landmarks is { } points
            && TryAlign(points, size, options.Margin) is { } aligned
            && Side(aligned, size) / square.Width is <= LargestMismatch and >= 1 / LargestMismatch
            ? aligned
            : new AffineMap(square.Width / size, 0, square.Left, 0, square.Height / size, square.Top);
    }

    /// <summary>Cuts a face out.</summary>
    /// <param name="image">The picture; not changed.</param>
    /// <param name="face">A face in it.</param>
    /// <param name="options">Which square.</param>
    /// <param name="size">Side of the crop, in pixels, in [32, 1024].</param>
    /// <returns>A new picture of size x size, as <see cref="FacePreprocessing.Prepare"/> takes it.</returns>
    /// <exception cref="ArgumentException">The face's box is empty or no numbers.</exception>
    public static ImageBuffer Cut(ImageBuffer image, DetectedFace face, FaceCropOptions options, int size)
    {
        CheckSize(size);
        var crop = new ImageBuffer(size, size);
        Cut(image, face, options, crop);
        return crop;
    }

    /// <summary>Cuts a face out into a picture that is used again.</summary>
    /// <param name="image">The picture; not changed.</param>
    /// <param name="face">A face in it.</param>
    /// <param name="options">Which square.</param>
    /// <param name="crop">A square picture of 32 to 1024 pixels a side; overwritten.</param>
    /// <exception cref="ArgumentException">The face's box is empty or no numbers, or the crop is not
    /// square.</exception>
    public static void Cut(ImageBuffer image, DetectedFace face, FaceCropOptions options, ImageBuffer crop)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        ArgumentNullException.ThrowIfNull(crop);
        CheckSize(crop.Width);
        if (crop.Width != crop.Height)
        {
            throw new ArgumentException(
                $"The crop is {crop.Width}x{crop.Height}. Expected a square picture.", nameof(crop));
        }

        if (IsWhole(face, image))
        {
            ImageResizer.Resize(image, crop.Width, crop.Height, Interpolation.BilinearAntialiased, crop.Pixels);
            return;
        }

        CropSampler.Sample(image, Map(face, options, crop.Width), crop);
    }

    /// <summary>Whether a face's crop is all of its picture, so that the picture needs no cutting.</summary>
    internal static bool IsWhole(DetectedFace face, ImageBuffer image) =>
        face.IsCropped && face.Box == new FaceBox(0, 0, image.Width, image.Height);

    /// <summary>Refuses a margin that is no number above 0.</summary>
    internal static void CheckMargin(double margin)
    {
        if (!(margin > 0) || !double.IsFinite(margin))
        {
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "Expected a number above 0.");
        }
    }

    private static void CheckBox(FaceBox box, string name)
    {
        if (!box.IsUsable)
        {
            throw new ArgumentException(
                $"The face's box is {box}. Expected a width and a height above 0, and numbers that are finite.", name);
        }
    }

    private static AffineMap? TryAlign(FaceLandmarks points, int size, double margin)
    {
        try
        {
            return FaceAlignment.CropToPicture(points, size, margin);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Side of what an aligned crop shows, in the picture's pixels.</summary>
    private static double Side(AffineMap map, int size) => Math.Sqrt((map.XX * map.XX) + (map.YX * map.YX)) * size;

    private static void CheckSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, FacePreprocessing.SmallestInputSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, FacePreprocessing.LargestInputSize);
    }
}
