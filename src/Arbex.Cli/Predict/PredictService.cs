using Arbex.Cli.Hosting;
using Arbex.Imaging;
using Arbex.Inference;
using Arbex.Inference.Faces;

namespace Arbex.Cli.Predict;

/// <summary>Asks a model about pictures, folders and clips: several at once, answers in order, memory that does not grow.</summary>
internal sealed class PredictService
{
    private readonly CommandHost _host;
    private readonly Stream _standardInput;

    public PredictService(CommandHost host, Stream standardInput) => (_host, _standardInput) = (host, standardInput);

    /// <summary>Runs.</summary>
    /// <param name="request">What the user asked for.</param>
    /// <param name="show">Called with each answer, in order.</param>
    /// <param name="cancellation">Ends the run; what was answered is written.</param>
    public PredictSummary Run(PredictRequest request, Action<PictureAnswer> show, CancellationToken cancellation)
    {
        using var drawings = request.Annotated is { } drawn ? new AnnotatedFolder(drawn, request.Inputs, _host.Tell) : null;
        var (description, makeModel) = ExpressionModels.Prepare(request, _host);
        var labels = description.Labels;
        var figure = request.Figure is { } path ? new AnswerFigure(path, request.Model, labels) : null;
        var detector = OpenDetector(request);
        var recognizer = new Lazy<ExpressionRecognizer>(
            () => new ExpressionRecognizer(makeModel(), detector, request.Recognition));
        try
        {
            var leftOut = new LeftOutFiles();
            var inputs = PictureInputs.Started(Inputs(request, leftOut, cancellation)); // a pattern that nothing fits leaves no file behind
            using var file = request.Output is { } output
                ? AnswerFile.Open(output, request.Resume, labels, AnswerSettings.Of(request, description, detector))
                : null;
            var ahead = WorkAhead.Count(request, _host.IsLive, cancellation);
            var pass = new Pass(new FaceWork(request, recognizer, cancellation), ahead, file, figure, show, _host);
            return pass.Through(
                inputs, new WorkItems(request, _standardInput, drawings),
                request.Compute.Threads > 0 ? request.Compute.Threads : Environment.ProcessorCount, cancellation) with
            {
                LeftOut = leftOut,
            };
        }
        finally
        {
            if (recognizer.IsValueCreated)
            {
                recognizer.Value.Dispose();
            }
            else
            {
                detector.Dispose();
            }
        }
    }

    private IEnumerable<string> Inputs(PredictRequest request, LeftOutFiles leftOut, CancellationToken cancellation)
    {
        var files = PictureInputs.Files(
            request.Inputs, request.List is { } list ? PictureList.Read(list, _standardInput, cancellation) : null,
            request.Strict ? null : _host.WarnOnce, leftOut);
        if (OutputGuard.Current is not { ReplacesFiles: true } guard)
        {
            return files;
        }

        string[] all = [.. files]; // known before the first file is replaced
        guard.CheckRead(all);
        return all;
    }

    private IFaceDetector OpenDetector(PredictRequest request) => request.Detector is { } name
        ? FaceDetectors.Open(name, _host.Models.Store, request.Detection)
        : FaceDetectors.OpenAny(_host.Models.Store, request.Detection);

    /// <summary>One pass over the inputs.</summary>
    private sealed class Pass(
        FaceWork work, WorkAhead ahead, AnswerFile? file, AnswerFigure? figure, Action<PictureAnswer> show,
        CommandHost host)
    {
        private readonly List<string> _clips = [];
        private long _answered;
        private long _unreadable;
        private long _faces;
        private long _skipped;
        private Clip? _clip;

        public PredictSummary Through(IEnumerable<string> inputs, WorkItems items, int workers, CancellationToken cancellation)
        {
            try
            {
                var seen = OrderedWork.Run(
                    items.Of(inputs.Where(input => IsNew(input, items)), cancellation), work.Look, workers, item => item.Bytes, cancellation);
                new PredictProgress(host).Show(() => _answered + _unreadable, ahead, seen, Take);
                file?.Finish();
                figure?.Finish(host);
            }
            finally
            {
                _clip?.Dispose();
            }

            return new PredictSummary
            {
                Answered = _answered,
                Unreadable = _unreadable,
                Faces = _faces,
                Skipped = _skipped,
                Clips = [.. _clips],
            };
        }

        private bool IsNew(string input, WorkItems items)
        {
            var isNew = file?.IsDone(input) != true;
            if (!isNew)
            {
                items.Skip(input);
                _skipped++;
                ahead.Skip();
            }

            return isNew;
        }

        private void Take(SeenItem seen)
        {
            var (item, answer, picture) = seen;
            ahead.Take(item);
            if (item.EndsClip)
            {
                _clips.Add(item.Clip!.Finish(item.Seconds ?? 0));
                item.Clip.Dispose();
                _clip = null;
                if (answer.Error is not null)
                {
                    _unreadable++;
                    host.Warn($"{answer.Error} (what could be read is answered)");
                    file?.Write(answer);
                    show(answer);
                }

                return;
            }

            if (answer.Error is not null)
            {
                _unreadable++;
                host.Warn($"{answer.Error} (skipped)");
            }
            else
            {
                _answered++;
                _faces += answer.Faces.Length;
                answer = Follow(item, answer, picture);
                figure?.Add(answer, picture);
            }

            file?.Write(answer);
            show(answer);
        }

        private PictureAnswer Follow(WorkItem item, PictureAnswer answer, ImageBuffer? picture)
        {
            if (item.Clip is not { } clip)
            {
                return answer;
            }

            if (_clip != clip)
            {
                _clip?.Dispose();
                _clip = clip;
            }

            answer = clip.Follow(answer);
            if (clip.IsDrawn && picture is not null)
            {
                clip.Draw(FaceWork.Drawn(picture, answer), answer.Seconds ?? 0);
            }

            return answer;
        }
    }
}
