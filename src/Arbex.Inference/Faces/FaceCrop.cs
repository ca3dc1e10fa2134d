using Arbex.Imaging;

namespace Arbex.Inference.Faces;

/// <summary>Cuts faces out of pictures as square pictures; beyond the picture's edge its nearest pixel counts.</summary>
public static class FaceCrop
{
    /// <summary>The square around a box that shows a face from forehead to chin.</summary>
    /// <param name="box">A detector's box.</param>
    /// <param name="margin">Factor on the side; 1 for a crop as the faces of FER+ are cut.</param>
    /// <returns>A square; it may reach beyond the picture.</returns>
    public static FaceBox Square(FaceBox box, double margin = 1) => throw new NotImplementedException();

    /// <summary>The map from places in the crop to places in the picture.</summary>
    /// <param name="face">A face.</param>
    /// <param name="options">Which square.</param>
    /// <param name="size">Side of the crop, in pixels.</param>
    public static AffineMap Map(DetectedFace face, FaceCropOptions options, int size) => throw new NotImplementedException();

    /// <summary>Cuts a face out.</summary>
    /// <param name="image">The picture; not changed.</param>
    /// <param name="face">A face in it.</param>
    /// <param name="options">Which square.</param>
    /// <param name="size">Side of the crop, in pixels, in [32, 1024].</param>
    /// <returns>A new picture of size x size, as <see cref="FacePreprocessing.Prepare"/> takes it.</returns>
    public static ImageBuffer Cut(ImageBuffer image, DetectedFace face, FaceCropOptions options, int size) =>
        throw new NotImplementedException();

    /// <summary>Cuts a face out into a picture that is used again.</summary>
    /// <param name="image">The picture; not changed.</param>
    /// <param name="face">A face in it.</param>
    /// <param name="options">Which square.</param>
    /// <param name="crop">A square picture of 32 to 1024 pixels a side; overwritten.</param>
    public static void Cut(ImageBuffer image, DetectedFace face, FaceCropOptions options, ImageBuffer crop) =>
        throw new NotImplementedException();
}
