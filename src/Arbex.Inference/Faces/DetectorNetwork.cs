using System.Collections.Concurrent;
using Arbex.Imaging;
using Arbex.Inference.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Inference.Faces;

/// <summary>A detector at work: brings pictures to the network's size, runs it, and reads the faces.</summary>
/// <threadsafety>Any number of threads may detect at once; each takes memory of its own, which is kept for the
/// next. Disposing waits for them.</threadsafety>
internal sealed class DetectorNetwork : IDisposable
{
    /// <summary>Memory that is kept for later calls.</summary>
    private const int MostIdle = 16;

    private readonly DetectorShape _shape;
    private readonly FaceDetectorOptions _options;
    private readonly GuardedModel _guard;
    private readonly InferenceSession _session;
    private readonly ConcurrentBag<DetectorWorkspace> _idle = [];
    private readonly string _path;
    private readonly UseCount _uses;

    /// <summary>Opens a model.</summary>
    /// <param name="model">The file's content.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="layouts">Detectors that it may be.</param>
    /// <param name="options">What counts as a face.</param>
    /// <exception cref="ArbexException">It is none of them, or a value of the options is out of its range.</exception>
    public DetectorNetwork(
        byte[] model, string path, IReadOnlyList<IDetectorLayout> layouts, FaceDetectorOptions options)
    {
        (_options, _path) = (options.Validated(), path);
        _uses = new UseCount(this);
        _guard = DetectorFile.Guard(model, path);
        _shape = DetectorFile.Inspect(model, path, layouts);
        if (_shape.FixedSize is { } size && TryFree(model, size) is { } freed)
        {
            (_shape, _session) = (_shape with { FixedSize = null }, freed);
            return;
        }

        var (width, height) = _shape.FixedSize ?? (Letterbox.Multiple, Letterbox.Multiple);
        CheckMultiple(width, height);
        _guard.Check(1, ImageBuffer.Channels, height, width);
        _session = Opened(model);
        try
        {
            Try(_session, width, height);
        }
        catch (OnnxRuntimeException cause)
        {
            _session.Dispose();
            throw DetectorFile.Unusable(path, cause);
        }
    }

    /// <summary>Which detector it is.</summary>
    public string Name => _shape.Layout.Name;

    /// <summary>Columns and rows of the input; null where it takes any size.</summary>
    public (int Width, int Height)? FixedSize => _shape.FixedSize;

    /// <inheritdoc cref="IFaceDetector.Detect"/>
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var use = _uses.Enter();
        var selection = new FaceSelection(_options, image.Width, image.Height);
        var side = _options.MaximumSide;
        bool hasLarge;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var placing = _shape.FixedSize is var (width, height)
                ? Letterbox.Inside(image.Width, image.Height, side, width, height)
                : Letterbox.Around(image.Width, image.Height, side);
            hasLarge = selection.Add(Look(image, placing, cancellation), placing, _shape.Layout.LargestFace);
            // A face that is too large for the network is better seen in a smaller picture.
            side = Math.Max(placing.ShownWidth, placing.ShownHeight) / 2;
        }
        while (hasLarge && side >= FaceDetectorOptions.SmallestSide);

        return selection.Faces();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_uses.Close())
        {
            return;
        }

        while (_idle.TryTake(out var workspace))
        {
            workspace.Dispose();
        }

        _session.Dispose();
    }

    private List<DetectedFace> Look(ImageBuffer image, Letterbox placing, CancellationToken cancellation)
    {
        var workspace = Take(placing.Width, placing.Height);
        try
        {
            workspace.Place(image, placing, _shape.Layout.IsBlueFirst);
            workspace.Run(_session, cancellation);
            var found = new List<DetectedFace>();
            var score = (float)(_options.MinimumScore ?? _shape.Layout.UsualScore);
            _shape.Layout.Decode(workspace.Maps, placing.Width, placing.Height, score, found);
            return found;
        }
        catch (OnnxRuntimeException cause)
        {
            throw DetectorFile.Unusable(_path, cause);
        }
        finally
        {
            Keep(workspace);
        }
    }

    /// <summary>A session that takes pictures of any size, if the model can.</summary>
    private InferenceSession? TryFree(byte[] model, (int Width, int Height) size)
    {
        if (FreeShapes.Free(model) is not { } free)
        {
            return null;
        }

        InferenceSession? session = null;
        try
        {
            session = Opened(free);
            // Neither its own size nor a square.
            Try(session, Letterbox.Multiple * 2, Letterbox.Multiple);
            return session;
        }
        catch (Exception cause) when (cause is OnnxRuntimeException or ArbexException)
        {
            session?.Dispose();
            return null;
        }
    }

    private InferenceSession Opened(byte[] model)
    {
        using var settings = OnnxFile.SessionSettings(_options.Threads);
        return DetectorFile.Open(model, _path, settings);
    }

    /// <summary>Runs a session once on black.</summary>
    private void Try(InferenceSession session, int width, int height)
    {
        _guard.Check(1, ImageBuffer.Channels, height, width);
        using var workspace = new DetectorWorkspace(session, _shape.InputName, _shape.Layout, width, height);
        workspace.Run(session);
    }

    private void CheckMultiple(int width, int height)
    {
        if (width % Letterbox.Multiple != 0 || height % Letterbox.Multiple != 0)
        {
            throw new ArbexException(
                $"'{_path}' takes pictures of {width}x{height}. Expected multiples of {Letterbox.Multiple}. Export "
                + "the detector with another size of input.");
        }
    }

    private DetectorWorkspace Take(int width, int height)
    {
        if (_idle.TryTake(out var workspace))
        {
            if (workspace.Width == width && workspace.Height == height)
            {
                return workspace;
            }

            workspace.Dispose();
        }

        _guard.Check(1, ImageBuffer.Channels, height, width);
        return new DetectorWorkspace(_session, _shape.InputName, _shape.Layout, width, height);
    }

    private void Keep(DetectorWorkspace workspace)
    {
        if (_idle.Count >= MostIdle)
        {
            workspace.Dispose();
        }
        else
        {
            _idle.Add(workspace);
        }
    }
}
