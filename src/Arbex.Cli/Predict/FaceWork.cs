using Arbex.Imaging;
using Arbex.Inference;
using Arbex.Inference.Faces;

namespace Arbex.Cli.Predict;

/// <summary>What is done to one picture, on any thread: read, find faces, ask the model, draw.</summary>
internal sealed class FaceWork
{
    private readonly PredictRequest _request;
    private readonly Lazy<ExpressionRecognizer> _recognizer;
    private readonly CancellationToken _cancellation;

    /// <param name="request">What the user asked for.</param>
    /// <param name="recognizer">Made when the first picture could be read.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public FaceWork(PredictRequest request, Lazy<ExpressionRecognizer> recognizer, CancellationToken cancellation) =>
        (_request, _recognizer, _cancellation) = (request, recognizer, cancellation);

    public SeenItem Look(WorkItem item)
    {
        var answer = new PictureAnswer
        {
            File = item.File,
            Frame = item.Frame,
            Seconds = item.Seconds,
            Error = item.Error,
        };
        if (item.Load is null)
        {
            return new SeenItem(item, answer, null);
        }

        ImageBuffer picture;
        try
        {
            picture = item.Load();
        }
        catch (Exception failure) when (ItemFailure.IsOfOneItem(failure))
        {
            return Failed(item, answer, failure);
        }

        var recognizer = _recognizer.Value; // a model that cannot be opened ends the run
        try
        {
            answer = answer with
            {
                Faces = [.. recognizer.Recognize(picture, _cancellation).Faces.Select(face => new PredictedFace(face))],
            };
        }
        catch (Exception failure) when (ItemFailure.IsOfOneItem(failure))
        {
            return Failed(item, answer, failure);
        }

        if (item is { Clip: null, Annotated: { } path })
        {
            Hosting.OutputFile.WriteBytes(path, ImageEncoder.EncodePng(Drawn(picture, answer), PictureMark.Arbex), "--annotate");
        }

        return new SeenItem(item, answer, item.Clip is { IsDrawn: true } || _request.Figure is not null ? picture : null);
    }

    /// <summary>The picture with the answer drawn in.</summary>
    public static ImageBuffer Drawn(ImageBuffer picture, PictureAnswer answer) =>
        FaceAnnotation.Draw(picture, [.. answer.Faces.Select(Mark)]);

    private SeenItem Failed(WorkItem item, PictureAnswer answer, Exception failure)
    {
        var described = ItemFailure.Of(item.File, failure);
        return _request.Strict ? throw described : new SeenItem(item, answer with { Error = described.Message }, null);
    }

    private static FaceMark Mark(PredictedFace face)
    {
        var box = face.Answer.Face?.Box ?? default(FaceBox);
        var name = face.Answer.IsAbstained ? "unsure" : $"{face.Answer.Expression} {face.Answer.Confidence:p0}";
        return new FaceMark(
            box.Left, box.Top, box.Width, box.Height, face.Id is { } id ? $"{id}  {name}" : name, face.Answer.Confidence,
            face.Answer.IsAbstained);
    }
}
