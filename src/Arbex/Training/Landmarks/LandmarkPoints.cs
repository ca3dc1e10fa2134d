using Arbex.Imaging;
using static TorchSharp.torch;

namespace Arbex.Training.Landmarks;

/// <summary>What 68 points in the order of iBUG 300-W mean: which changes place in a mirror, and how errors count.</summary>
public static class LandmarkPoints
{
    /// <summary>Points of a face.</summary>
    public const int Count = LandmarkLocator.PointsOfFace;

    private const int OuterRightEye = 36;
    private const int OuterLeftEye = 45;

    /// <summary>
    /// Where the smooth error turns from square to straight, as a fraction of the picture's side: about a pixel of 48.
    /// </summary>
    private const double Turn = 0.02;

    /// <summary>For each point the one that takes its place in a mirror.</summary>
    public static IReadOnlyList<int> Mirrored { get; } =
    [
        .. Reversed(0, 17), // jaw
        .. Reversed(17, 10), // brows
        27, 28, 29, 30, // bridge of the nose
        .. Reversed(31, 5), // wings of the nose
        45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40, // eyes: upper lid from its outer corner, then lower lid
        .. Reversed(48, 7), .. Reversed(55, 5), // outer lips, above and below
        .. Reversed(60, 5), .. Reversed(65, 3), // inner lips, above and below
    ];

    /// <summary>Moves points along with a picture that was turned, shifted or mirrored.</summary>
    /// <param name="points">[136]: x and y of each point as fractions of the picture's sides.</param>
    /// <param name="inputToPicture">Where pixels of the input come from, as fractions of the picture's sides.</param>
    /// <param name="side">Side of the input in pixels.</param>
    /// <param name="destination">[136]: x and y of each point as fractions of the input's side.</param>
    public static void Move(ReadOnlySpan<float> points, AffineMap inputToPicture, int side, Span<float> destination)
    {
        var toInput = inputToPicture.Inverted();
        for (var i = 0; i < Count; i++)
        {
            var from = inputToPicture.IsMirrored ? Mirrored[i] : i;
            var (x, y) = toInput.Apply(points[2 * from], points[(2 * from) + 1]);
            (destination[2 * i], destination[(2 * i) + 1]) = ((float)(x / side), (float)(y / side));
        }
    }

    /// <summary>Mean smooth error (Huber) of all coordinates.</summary>
    /// <param name="points">[B, 136], as fractions of the input's side.</param>
    /// <param name="targets">[B, 136].</param>
    /// <returns>[]; errors beyond a fiftieth of the side count linearly.</returns>
    public static Tensor Loss(Tensor points, Tensor targets) =>
        nn.functional.smooth_l1_loss(points, targets, beta: Turn);

    /// <summary>
    /// Normalised mean error: distance of each point from where it belongs, averaged over a face, as a share of the
    /// distance between the outer corners of its eyes.
    /// </summary>
    /// <param name="points">[136].</param>
    /// <param name="targets">[136]; the eyes are measured here.</param>
    public static double Error(ReadOnlySpan<float> points, ReadOnlySpan<float> targets)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            sum += Distance(points, i, targets, i);
        }

        return sum / Count / Distance(targets, OuterRightEye, targets, OuterLeftEye);
    }

    private static double Distance(ReadOnlySpan<float> a, int i, ReadOnlySpan<float> b, int j) =>
        double.Hypot(a[2 * i] - b[2 * j], a[(2 * i) + 1] - b[(2 * j) + 1]);

    private static IEnumerable<int> Reversed(int first, int count) => Enumerable.Range(first, count).Reverse();
}
