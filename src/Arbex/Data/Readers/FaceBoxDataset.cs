using Arbex.Imaging;

namespace Arbex.Data.Readers;

/// <summary>A dataset of faces in larger pictures: ids name the picture and the box that is cut out.</summary>
/// <remarks>A box that reaches over the border is cut at the border.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class FaceBoxDataset(string root, DatasetIndex index) : IFaceDataset
{
    public string Name => index.Name;

    public LabelSet Labels => index.Labels;

    public SampleIndex Samples => index.Samples;

    public string? PathOf(int index) => Path.Combine(root, FaceBox.Of(Samples.IdOf(index)).Path);

    public ImageBuffer LoadImage(int index)
    {
        var (path, box) = FaceBox.Of(Samples.IdOf(index));
        var file = Path.Combine(root, path);
        var picture = ImageDecoder.Decode(file);
        return box is { } face ? Cut(picture, face, file) : picture;
    }

    private static ImageBuffer Cut(ImageBuffer picture, FaceBox box, string file)
    {
        var (left, top) = (Math.Max(0, box.Left), Math.Max(0, box.Top));
        var right = (int)Math.Min(picture.Width, (long)box.Left + box.Width);
        var bottom = (int)Math.Min(picture.Height, (long)box.Top + box.Height);
        return left < right && top < bottom
            ? ImageCropper.Crop(picture, left, top, right - left, bottom - top)
            : throw new ImageFormatException(
                $"'{file}' is {picture.Width}x{picture.Height}; its face box {box.Width}x{box.Height} at ({box.Left}, {box.Top}) lies "
                + "outside. Expected a box in the picture. The picture is another one than the list means; unpack it again.");
    }
}
