using System.Collections.Immutable;

namespace Arbex.Inference.Faces;

/// <summary>RetinaFace with two square anchors a cell: class probabilities, and box and points relative to the
/// anchor.</summary>
/// <remarks>
/// J. Deng et al., "RetinaFace: single-shot multi-level face localisation in the wild", CVPR 2020; anchors and the
/// order of the numbers as in InsightFace's RetinaFace with a MobileNet of a quarter of the width.
/// </remarks>
internal sealed class RetinaFaceLayout : IDetectorLayout
{
    private const int Anchors = 2;

    /// <summary>Unit of the points' distances, as a share of the anchor.</summary>
    private const float PointUnit = 0.2f;

    /// <summary>Unit in the first edition of the network; nothing else in its file tells it from the second.</summary>
    private const float FirstPointUnit = 1;

    /// <summary>Whichever way a face is turned, its points spread further than this share of its box.</summary>
    private const float LeastSpread = 0.2f;

    /// <summary>Strides, and the sides of their two anchors in pixels.</summary>
    private static readonly (int Stride, int First, int Second)[] Levels = [(32, 512, 256), (16, 128, 64), (8, 32, 16)];

    public string Name => "retinaface";

    public bool IsBlueFirst => false;

    public float UsualScore => 0.85f;

    public int LargestFace => 500;

    public ImmutableArray<DetectorOutput> Outputs { get; } =
    [
        .. Levels.SelectMany(level => new DetectorOutput[]
        {
            new($"face_rpn_cls_prob_reshape_stride{level.Stride}", level.Stride, 2 * Anchors, IsPlanar: true),
            new($"face_rpn_bbox_pred_stride{level.Stride}", level.Stride, 4 * Anchors, IsPlanar: true),
            new(
                $"face_rpn_landmark_pred_stride{level.Stride}", level.Stride, 2 * FaceLandmarks.Count * Anchors,
                IsPlanar: true),
        }),
    ];

    public void Decode(ReadOnlySpan<float[]> maps, int width, int height, float minimumScore, List<DetectedFace> found)
    {
        const int Kinds = 3;
        for (var index = 0; index < Levels.Length; index++)
        {
            var (stride, first, second) = Levels[index];
            var (columns, area) = (width / stride, width / stride * (height / stride));
            var (probabilities, boxes) = (maps[index * Kinds], maps[(index * Kinds) + 1]);
            var points = maps[(index * Kinds) + 2];
            for (var anchor = 0; anchor < Anchors; anchor++)
            {
                // The planes of "no face" come first, one an anchor.
                var scores = probabilities.AsSpan((Anchors + anchor) * area, area);
                var side = anchor == 0 ? first : second;
                for (var cell = 0; cell < area; cell++)
                {
                    if (scores[cell] >= minimumScore)
                    {
                        var centre = new FacePoint(
                            (cell % columns * stride) + AnchorCentre, (cell / columns * stride) + AnchorCentre);
                        var box = Box(boxes.AsSpan(anchor * 4 * area), area, cell, centre, side);
                        found.Add(new DetectedFace(
                            box, Math.Min(scores[cell], 1),
                            Points(
                                points.AsSpan(anchor * 2 * FaceLandmarks.Count * area), area, cell, centre, side, box)));
                    }
                }
            }
        }
    }

    /// <summary>Anchors of every level are centred where one of 16 pixels at the corner is.</summary>
    private const float AnchorCentre = 8;

    private static FaceBox Box(ReadOnlySpan<float> planes, int area, int cell, FacePoint anchor, int side)
    {
        var (x, y) = (anchor.X + (planes[cell] * side), anchor.Y + (planes[area + cell] * side));
        var width = MathF.Exp(planes[(2 * area) + cell]) * side;
        var height = MathF.Exp(planes[(3 * area) + cell]) * side;
        return new FaceBox(x - (width / 2), y - (height / 2), width, height);
    }

    private static FaceLandmarks Points(
        ReadOnlySpan<float> planes, int area, int cell, FacePoint anchor, int side, FaceBox box)
    {
        var points = Points(planes, area, cell, anchor, PointUnit * side);
        var (across, down) = (points.LeftEye.X - points.RightEye.X, points.LeftMouth.Y - points.LeftEye.Y);
        return Math.Abs(across) < LeastSpread * box.Width && Math.Abs(down) < LeastSpread * box.Height
            && Math.Abs(points.LeftEye.Y - points.RightEye.Y) < LeastSpread * box.Height
            ? Points(planes, area, cell, anchor, FirstPointUnit * side)
            : points;
    }

    private static FaceLandmarks Points(
        ReadOnlySpan<float> planes, int area, int cell, FacePoint anchor, float unit)
    {
        return new FaceLandmarks(
            Point(planes, 0), Point(planes, 1), Point(planes, 2), Point(planes, 3), Point(planes, 4));

        FacePoint Point(ReadOnlySpan<float> planes, int index) => new(
            anchor.X + (planes[(2 * index * area) + cell] * unit),
            anchor.Y + (planes[(((2 * index) + 1) * area) + cell] * unit));
    }
}
