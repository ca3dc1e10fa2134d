using System.Collections.Immutable;
using Arbex.Imaging;
using Arbex.Inference.Faces;

namespace Arbex.Inference;

/// <summary>Recognises expressions: of faces, and of the faces that it finds in pictures.</summary>
/// <remarks>
/// <code>
/// using var recognizer = ExpressionRecognizer.Load("model.onnx", new RecognizerOptions { TargetRisk = 0.05 });
/// foreach (var face in recognizer.Recognize(ImageDecoder.Decode("photo.jpg")).Faces)
/// {
///     Console.WriteLine(face.IsAbstained ? "unsure" : $"{face.Expression} {face.Confidence:p0} at {face.Face!.Box}");
/// }
/// </code>
/// </remarks>
/// <threadsafety>May be shared: any number of threads may call it at once. Disposing waits for calls in flight; later ones are
/// refused.</threadsafety>
public sealed class ExpressionRecognizer : IDisposable
{
    private readonly IExpressionModel _model;
    private readonly IFaceDetector _detector;
    private readonly RecognizerOptions _options;
    private readonly double _temperature;
    private readonly UseCount _uses;

    /// <summary>Puts a recognizer together.</summary>
    /// <param name="model">The network; owned by the recognizer from now on.</param>
    /// <param name="detector">Finds faces; owned from now on. Null takes every picture for one face.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="ArbexException">An option is out of range, or asks for a risk that the model cannot promise.</exception>
    public ExpressionRecognizer(IExpressionModel model, IFaceDetector? detector = null, RecognizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _options = (options ?? new RecognizerOptions()).Validated();
        var byRisk = _options.TargetRisk is { } risk ? Abstention.Threshold(model.Description, risk) : 0;
        AbstainsBelow = Math.Max(byRisk, _options.MinimumConfidence ?? 0);
        _temperature = model.Description.Calibration?.Temperature ?? 1;
        (_model, _detector) = (_options.Mirror ? new MirroredModel(model) : model, detector ?? new WholePicture());
        _uses = new UseCount(this);
    }

    /// <summary>What the model says of itself.</summary>
    public ModelDescription Model => _model.Description;

    /// <summary>Names of the expressions, in the order of every distribution.</summary>
    public ImmutableArray<string> Labels => _model.Description.Labels;

    /// <summary>The confidence below which answers are marked as abstained; 0 for none.</summary>
    public double AbstainsBelow { get; }

    /// <summary>Loads the model that comes with the library, see <see cref="ShippedModel"/>.</summary>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <param name="detector">Finds faces; owned by the recognizer from now on. Null takes every picture for one face.</param>
    /// <exception cref="ArbexException">An option is out of range, or asks for a risk that the model cannot promise.</exception>
    public static ExpressionRecognizer LoadShipped(RecognizerOptions? options = null, IFaceDetector? detector = null)
    {
        options ??= new RecognizerOptions();
        return Owning(() => ShippedModel.Open(options.Threads), options, detector);
    }

    /// <summary>Loads a model.</summary>
    /// <param name="path">An ONNX file that 'arbex export' wrote.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <param name="detector">Finds faces; owned by the recognizer from now on. Null takes every picture for one face; see
    /// <see cref="FaceDetectors"/> for those that find them.</param>
    /// <exception cref="ArbexException">The file cannot be used, or an option is out of range.</exception>
    public static ExpressionRecognizer Load(string path, RecognizerOptions? options = null, IFaceDetector? detector = null)
    {
        options ??= new RecognizerOptions();
        return Owning(() => OnnxExpressionModel.Load(path, options.Threads), options, detector);
    }

    /// <summary>Detector and model belong to the recognizer, also where it cannot be made.</summary>
    private static ExpressionRecognizer Owning(
        Func<OnnxExpressionModel> open, RecognizerOptions options, IFaceDetector? detector)
    {
        OnnxExpressionModel? model = null;
        try
        {
            options.Validated();
            model = open();
            return new ExpressionRecognizer(model, detector, options);
        }
        catch
        {
            model?.Dispose();
            detector?.Dispose();
            throw;
        }
    }

    /// <summary>Finds the faces of a picture and recognises them.</summary>
    /// <param name="picture">Any picture, upright; not changed.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <exception cref="ArbexException">A model does not answer with numbers.</exception>
    /// <exception cref="ObjectDisposedException">The recognizer is disposed.</exception>
    public PictureExpressions Recognize(ImageBuffer picture, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var use = _uses.Enter();
        return new PictureExpressions(AnswerDetected(picture, _detector.Detect(picture, cancellation), cancellation));
    }

    /// <summary>Recognises faces of a picture that are found already, such as tracked ones.</summary>
    /// <param name="picture">The picture; not changed.</param>
    /// <param name="faces">Where they are.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <returns>An answer for each face, in the same order.</returns>
    /// <exception cref="ArbexException">The model does not answer with numbers.</exception>
    /// <exception cref="ObjectDisposedException">The recognizer is disposed.</exception>
    public ImmutableArray<FaceExpression> RecognizeDetected(
        ImageBuffer picture, IReadOnlyList<DetectedFace> faces, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(faces);
        if (faces.Contains(null!))
        {
            throw new ArgumentException("A face is null. Expected faces of the picture.", nameof(faces));
        }

        using var use = _uses.Enter();
        return AnswerDetected(picture, faces, cancellation);
    }

    /// <summary>Recognises pictures that are nothing but a face.</summary>
    /// <param name="faces">The faces; any sizes; not changed.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <returns>An answer for each face, in the same order.</returns>
    /// <exception cref="ArbexException">The model does not answer with numbers.</exception>
    /// <exception cref="ObjectDisposedException">The recognizer is disposed.</exception>
    public ImmutableArray<FaceExpression> RecognizeFaces(
        IReadOnlyList<ImageBuffer> faces, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(faces);
        using var use = _uses.Enter();
        return [.. Answer(faces.Count, (i, input) => Model.Preprocessing.Prepare(faces[i], input), cancellation)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_uses.Close())
        {
            _model.Dispose();
            _detector.Dispose();
        }
    }

    private ImmutableArray<FaceExpression> AnswerDetected(
        ImageBuffer picture, IReadOnlyList<DetectedFace> faces, CancellationToken cancellation)
    {
        var answers = Answer(
            faces.Count, (i, input) => Model.Preprocessing.Prepare(Cropped(picture, faces[i]), input), cancellation);
        return [.. answers.Select((answer, i) => answer with { Face = faces[i] })];
    }

    /// <summary>A face at the model's size; but a picture that is nothing but a face as it is, for the model's own interpolation
    /// to bring it there, as in its training.</summary>
    private ImageBuffer Cropped(ImageBuffer picture, DetectedFace face) =>
        FaceCrop.IsWhole(face, picture)
            ? picture
            : FaceCrop.Cut(picture, face, _options.Crop, Model.Preprocessing.InputSize);

    private delegate void Prepare(int index, Span<float> input);

    private List<FaceExpression> Answer(int count, Prepare prepare, CancellationToken cancellation)
    {
        var answers = new List<FaceExpression>(count);
        var length = Model.Preprocessing.InputLength;
        var inputs = new float[Math.Min(count, _options.BatchSize) * length];
        for (var start = 0; start < count; start += _options.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = Math.Min(_options.BatchSize, count - start);
            for (var i = 0; i < batch; i++)
            {
                prepare(start + i, inputs.AsSpan(i * length, length));
            }

            var rows = _model.Run(inputs.AsMemory(0, batch * length), batch, _options.KeepEmbeddings, cancellation);
            for (var i = 0; i < batch; i++)
            {
                answers.Add(Read(rows, i, batch));
            }
        }

        return answers;
    }

    private FaceExpression Read(ModelAnswers rows, int row, int count)
    {
        var classes = Labels.Length;
        var final = rows.Final.AsSpan(row * classes, classes);
        Temperature.Apply(final, _temperature);
        var distribution = new ExpressionDistribution(Labels, [.. final]);
        var width = rows.Embedding.Length / count;
        return new FaceExpression
        {
            Final = distribution,
            Primary = new ExpressionDistribution(Labels, [.. rows.Primary.AsSpan(row * classes, classes)]),
            Embedding = [.. rows.Embedding.AsSpan(row * width, width)],
            IsAbstained = distribution.TopProbability < AbstainsBelow,
        };
    }
}
