namespace Arbex.Inference.Faces;

/// <summary>How a picture lies in a detector's input: shrunk into the upper left corner, black beside it.</summary>
/// <param name="Width">Columns of the input.</param>
/// <param name="Height">Rows of the input.</param>
/// <param name="ShownWidth">Columns that the picture takes up.</param>
/// <param name="ShownHeight">Rows that the picture takes up.</param>
/// <param name="ScaleX">Pixels of the picture for one of the input, along a row.</param>
/// <param name="ScaleY">Pixels of the picture for one of the input, along a column.</param>
internal readonly record struct Letterbox(
    int Width, int Height, int ShownWidth, int ShownHeight, float ScaleX, float ScaleY)
{
    /// <summary>Sides of an input are multiples of it: the largest stride.</summary>
    public const int Multiple = 32;

    /// <summary>An input as small as the picture allows.</summary>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="maximumSide">Longer side of the input; smaller pictures are not enlarged.</param>
    public static Letterbox Around(int width, int height, int maximumSide)
    {
        var (shownWidth, shownHeight) = Shrunk(width, height, (double)maximumSide / Math.Max(width, height));
        return Of(width, height, shownWidth, shownHeight, RoundedUp(shownWidth), RoundedUp(shownHeight));
    }

    /// <summary>An input of given size.</summary>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="maximumSide">Longer side that the picture takes up at most.</param>
    /// <param name="inputWidth">Columns of the input.</param>
    /// <param name="inputHeight">Rows of the input.</param>
    public static Letterbox Inside(int width, int height, int maximumSide, int inputWidth, int inputHeight)
    {
        var scale = Math.Min(
            (double)maximumSide / Math.Max(width, height),
            Math.Min((double)inputWidth / width, (double)inputHeight / height));
        var (shownWidth, shownHeight) = Shrunk(width, height, scale);
        return Of(width, height, shownWidth, shownHeight, inputWidth, inputHeight);
    }

    /// <summary>A face of the input as one of the picture.</summary>
    public DetectedFace ToPicture(DetectedFace face) => new(
        new FaceBox(
            face.Box.Left * ScaleX, face.Box.Top * ScaleY, face.Box.Width * ScaleX, face.Box.Height * ScaleY),
        face.Score,
        face.Landmarks is { } points
            ? new FaceLandmarks(
                ToPicture(points.RightEye), ToPicture(points.LeftEye), ToPicture(points.Nose),
                ToPicture(points.RightMouth), ToPicture(points.LeftMouth))
            : null);

    private static Letterbox Of(
        int width, int height, int shownWidth, int shownHeight, int inputWidth, int inputHeight) =>
        new(inputWidth, inputHeight, shownWidth, shownHeight, (float)width / shownWidth, (float)height / shownHeight);

    private static (int Width, int Height) Shrunk(int width, int height, double scale) => scale >= 1
        ? (width, height)
        : (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));

    private static int RoundedUp(int length) => (length + Multiple - 1) / Multiple * Multiple;

    private FacePoint ToPicture(FacePoint point) => new(point.X * ScaleX, point.Y * ScaleY);
}
