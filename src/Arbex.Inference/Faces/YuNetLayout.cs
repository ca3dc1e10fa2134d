using System.Collections.Immutable;

namespace Arbex.Inference.Faces;

/// <summary>YuNet: for each cell a class and an object score, a box and five points, all relative to the
/// cell.</summary>
/// <remarks>
/// W. Wu, H. Peng, S. Yu, "YuNet: a tiny millisecond-level face detector", Machine Intelligence Research 20, 2023; the
/// order of the numbers as in OpenCV's FaceDetectorYN.
/// </remarks>
internal sealed class YuNetLayout : IDetectorLayout
{
    private static readonly int[] Strides = [8, 16, 32];

    public string Name => "yunet";

    public bool IsBlueFirst => true;

    public float UsualScore => 0.6f;

    public int LargestFace => 300;

    public ImmutableArray<DetectorOutput> Outputs { get; } =
    [
        .. Strides.SelectMany(stride => new DetectorOutput[]
        {
            new($"cls_{stride}", stride, 1, IsPlanar: false),
            new($"obj_{stride}", stride, 1, IsPlanar: false),
            new($"bbox_{stride}", stride, 4, IsPlanar: false),
            new($"kps_{stride}", stride, 2 * FaceLandmarks.Count, IsPlanar: false),
        }),
    ];

    public void Decode(ReadOnlySpan<float[]> maps, int width, int height, float minimumScore, List<DetectedFace> found)
    {
        const int Kinds = 4;
        for (var level = 0; level < Strides.Length; level++)
        {
            var (classes, objects) = (maps[level * Kinds], maps[(level * Kinds) + 1]);
            var (boxes, points) = (maps[(level * Kinds) + 2], maps[(level * Kinds) + 3]);
            var stride = Strides[level];
            var columns = width / stride;
            for (var cell = 0; cell < classes.Length; cell++)
            {
                // The score is the geometric mean of the two.
                var score = MathF.Sqrt(Math.Clamp(classes[cell], 0, 1) * Math.Clamp(objects[cell], 0, 1));
                if (score >= minimumScore)
                {
                    var (column, row) = (cell % columns, cell / columns);
                    found.Add(new DetectedFace(
                        Box(boxes.AsSpan(cell * 4), column, row, stride), score,
                        Points(points.AsSpan(cell * 2 * FaceLandmarks.Count), column, row, stride)));
                }
            }
        }
    }

    private static FaceBox Box(ReadOnlySpan<float> numbers, int column, int row, int stride)
    {
        var (x, y) = ((column + numbers[0]) * stride, (row + numbers[1]) * stride);
        var (width, height) = (MathF.Exp(numbers[2]) * stride, MathF.Exp(numbers[3]) * stride);
        return new FaceBox(x - (width / 2), y - (height / 2), width, height);
    }

    private static FaceLandmarks Points(ReadOnlySpan<float> numbers, int column, int row, int stride)
    {
        return new FaceLandmarks(
            Point(numbers, 0), Point(numbers, 1), Point(numbers, 2), Point(numbers, 3), Point(numbers, 4));

        FacePoint Point(ReadOnlySpan<float> numbers, int index) =>
            new((column + numbers[2 * index]) * stride, (row + numbers[(2 * index) + 1]) * stride);
    }
}
