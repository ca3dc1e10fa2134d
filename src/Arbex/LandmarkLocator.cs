using Arbex.Checkpoints;
using Arbex.Checkpoints.Import;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Training.Landmarks;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex;

/// <summary>
/// MobileFaceNet with its output layer, ready to be asked where eyes, brows, nose, mouth and jaw are.
/// </summary>
/// <remarks>
/// Chen et al., MobileFaceNets (CCBR 2018), in the 68-point form of pytorch_face_landmark, whose preparation this
/// follows: a square a tenth larger than the face, 112 pixels a side, RGB in 0..1 without further normalisation. The
/// points are in the order of iBUG 300-W: jaw 17, brows 10, nose 9, eyes 12, mouth 20.
/// <code>
/// using var locator = LandmarkLocator.Load("mobilefacenet.pth");
/// var points = locator.Locate(picture, new PictureArea(180, 70, 100, 130));
/// </code>
/// </remarks>
/// <threadsafety>May be shared; calls take turns.</threadsafety>
public sealed class LandmarkLocator : ILandmarkTeacher, IDisposable
{
    /// <summary>How much larger than the face the square is that the network sees.</summary>
    public const double Growth = 1.1;

    private static readonly LandmarkBackboneOptions Options = new() { Points = PointsOfFace };

    private static readonly FacePreprocessing Preparation = new()
    {
        InputSize = Options.InputSize,
        Mean = [0, 0, 0],
        StandardDeviation = [1, 1, 1],
    };

    private readonly Lock _turn = new();
    private readonly LandmarkBackbone _network;
    private readonly Device _device;

    private LandmarkLocator(LandmarkBackbone network, Device device) => (_network, _device) = (network, device);

    /// <summary>Points of a face.</summary>
    public const int PointsOfFace = 68;

    /// <summary>
    /// Loads weights from any file that holds the whole MobileFaceNet, POSTER's and POSTER++'s among them.
    /// </summary>
    /// <param name="path">A <c>.pth</c> or <c>.safetensors</c> file.</param>
    /// <param name="device">cpu, cuda or cuda:N.</param>
    /// <exception cref="ArbexException">
    /// The file cannot be read or lacks a tensor, or the device is not there.
    /// </exception>
    public static LandmarkLocator Load(string path, string device = "cpu")
    {
        using var file = WeightFile.Open(path);
        var place = ComputeDevice.Parse(device);
        NativeRuntime.Prepare();
        var network = new LandmarkBackbone(Options);
        try
        {
            Fill(network, file);
            network.to(place);
            network.eval();
            return new LandmarkLocator(network, place);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>The square that the network sees of a face.</summary>
    /// <param name="face">The face as a detector would frame it.</param>
    public static PictureArea SquareOf(PictureArea face) => face.Square(Growth);

    /// <summary>Finds the points of one face.</summary>
    /// <param name="picture">A picture with the face.</param>
    /// <param name="face">Where the face is, brows to chin.</param>
    /// <returns>68 points in the picture's pixels; (0, 0) is the upper left corner of the first pixel.</returns>
    /// <exception cref="ArgumentException">The face lies outside of the picture.</exception>
    /// <exception cref="CheckpointException">The network does not answer with numbers.</exception>
    public IReadOnlyList<(double X, double Y)> Locate(ImageBuffer picture, PictureArea face)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var square = SquareOf(face);
        var input = new float[Preparation.InputLength];
        Prepare(picture, square, input);
        return [.. Ask(input, 1).Chunk(2).Select(point => OnPicture(square, point))];
    }

    /// <inheritdoc/>
    public float[] Locate(IReadOnlyList<ImageBuffer> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        var input = new float[faces.Count * Preparation.InputLength];
        for (var i = 0; i < faces.Count; i++)
        {
            Prepare(
                faces[i], SquareOf(PictureArea.Of(faces[i])),
                input.AsSpan(i * Preparation.InputLength, Preparation.InputLength));
        }

        var points = Ask(input, faces.Count);
        for (var i = 0; i < points.Length; i += 2)
        {
            var face = faces[i / (2 * PointsOfFace)];
            var (x, y) = OnPicture(SquareOf(PictureArea.Of(face)), points.AsSpan(i, 2));
            (points[i], points[i + 1]) = ((float)(x / face.Width), (float)(y / face.Height));
        }

        return points;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            _network.Dispose();
        }
    }

    private static void Prepare(ImageBuffer picture, PictureArea square, Span<float> input) =>
        Preparation.Prepare(ImageCropper.CropOrPad(picture, square), input);

    /// <summary>Asks the network about squares: [count, 3, S, S] to [count, 2P], as fractions of each square.</summary>
    private float[] Ask(ReadOnlySpan<float> input, int count)
    {
        float[] fractions;
        lock (_turn)
        {
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            var side = Preparation.InputSize;
            var images = HostTensor.From(input, count, ImageBuffer.Channels, side, side).to(_device);
            fractions = [.. _network.Locate(images).to(ScalarType.Float32).cpu().flatten().data<float>()]; // [count x 2P]
        }

        return fractions.All(float.IsFinite)
            ? fractions
            : throw new CheckpointException(
                "The landmark network answers with values that are not numbers: its weights are damaged. Use "
                + "another file.");
    }

    private static (double X, double Y) OnPicture(PictureArea square, ReadOnlySpan<float> point) =>
        (square.Left + (point[0] * (double)square.Width), square.Top + (point[1] * (double)square.Height));

    private static void Fill(LandmarkBackbone network, WeightFile file)
    {
        var targets = network.state_dict()
            .ToDictionary(pair => LandmarkBackbone.CheckpointPrefix + pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var plan = new ImportPlan(targets);
        plan.Add(RecognizedWeights.In(file, [PublishedBackbones.LandmarkWithPoints], smallestShare: 0), _ => null);
        if (plan.Missing.FirstOrDefault() is { } missing)
        {
            throw new FileFault(file.Path).Refused(
                $"it lacks '{missing[LandmarkBackbone.CheckpointPrefix.Length..]}' of MobileFaceNet",
                "Locating points needs the whole network with its output layer, as pytorch_face_landmark has it.");
        }

        plan.Run();
    }
}
