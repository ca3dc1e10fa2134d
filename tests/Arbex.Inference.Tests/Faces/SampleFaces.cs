using Arbex.Imaging;
using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests.Faces;

/// <summary>Faces and pictures to test with.</summary>
internal static class SampleFaces
{
    /// <summary>An upright face whose aligned crop is a given square.</summary>
    public static FaceLandmarks Landmarks(float left, float top, float side)
    {
        var usual = FaceAlignment.Template;
        return new FaceLandmarks(
            At(usual.RightEye), At(usual.LeftEye), At(usual.Nose), At(usual.RightMouth), At(usual.LeftMouth));

        FacePoint At(FacePoint share) => new(left + (share.X * side), top + (share.Y * side));
    }

    public static DetectedFace Face(float left, float top, float width, float height, float score = 0.9f) =>
        new(new FaceBox(left, top, width, height), score);

    /// <summary>Every pixel tells where it is: red grows to the right, green downwards.</summary>
    public static ImageBuffer Ramp(int width, int height)
    {
        var image = new ImageBuffer(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = ((y * width) + x) * ImageBuffer.Channels;
                (image.Pixels[at], image.Pixels[at + 1]) = ((byte)x, (byte)y);
            }
        }

        return image;
    }

    /// <summary>A picture laid into a larger one of one colour.</summary>
    public static ImageBuffer Framed(ImageBuffer image, int width, int height, int left, int top, byte level)
    {
        var framed = new ImageBuffer(width, height);
        framed.Pixels.AsSpan().Fill(level);
        var stride = image.Width * ImageBuffer.Channels;
        for (var y = 0; y < image.Height; y++)
        {
            image.Pixels.AsSpan(y * stride, stride)
                .CopyTo(framed.Pixels.AsSpan((((top + y) * width) + left) * ImageBuffer.Channels));
        }

        return framed;
    }
}
