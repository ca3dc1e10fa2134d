using Arbex.Cli.Hosting;
using Arbex.Files;
using Arbex.Imaging;
using Arbex.Inference.Video;

namespace Arbex.Cli.Predict;

/// <summary>Turns files into pictures and frames. What cannot be read becomes an item that says so.</summary>
internal sealed class WorkItems
{
    private readonly PredictRequest _request;
    private readonly Stream _standardInput;
    private readonly AnnotatedFolder? _drawings;

    /// <param name="request">What the user asked for.</param>
    /// <param name="standardInput">Read where an input is "-".</param>
    /// <param name="drawings">Where drawings go; null for nowhere.</param>
    public WorkItems(PredictRequest request, Stream standardInput, AnnotatedFolder? drawings) =>
        (_request, _standardInput, _drawings) = (request, standardInput, drawings);

    public IEnumerable<WorkItem> Of(IEnumerable<string> files, CancellationToken cancellation) =>
        files.SelectMany(file => Of(file, cancellation));

    /// <summary>Passes over a file that was answered before; its drawing keeps its name.</summary>
    public void Skip(string file)
    {
        if (_drawings is null)
        {
            return;
        }

        try
        {
            Drawn(file, KindOf(file));
        }
        catch (Exception failure) when (ItemFailure.IsOfOneItem(failure) && !_request.Strict)
        {
            // What is answered already need not be readable any more.
        }
    }

    private IEnumerable<WorkItem> Of(string file, CancellationToken cancellation)
    {
        Kind kind;
        try
        {
            kind = KindOf(file);
        }
        catch (Exception failure) when (ItemFailure.IsOfOneItem(failure))
        {
            var described = ItemFailure.Of(file, failure);
            return _request.Strict ? throw described : [new WorkItem { File = file, Error = described.Message }];
        }

        var drawn = Drawn(file, kind);
        return kind switch
        {
            Kind.Clip => Guarded(file, () => VideoFrames(file, drawn, cancellation)),
            Kind.Animation => Guarded(file, () => AnimationFrames(file, drawn)),
            _ => [Picture(file, drawn, cancellation)],
        };
    }

    private static Kind KindOf(string file)
    {
        if (file == PictureInputs.StandardInput || SpecialFile.KindOf(file) != FileKind.Regular || SpecialFile.IsOwnDescriptor(file))
        {
            return Kind.Picture; // read as it comes, or refused
        }

        // Files are often renamed: where the content is clear, it decides.
        var content = FileContent.Of(file);
        if (content.MayMove)
        {
            return AnimationReader.CountFrames(file) > 1 ? Kind.Animation : Kind.Picture;
        }

        var isRowOfPictures = Path.GetExtension(file).ToLowerInvariant() is ".mjpeg" or ".mjpg";
        return content.IsClip || (PictureEndings.IsVideo(file) && (isRowOfPictures || !content.IsStill))
            ? Kind.Clip
            : Kind.Picture;
    }

    private WorkItem Picture(string file, string? drawn, CancellationToken cancellation) => new()
    {
        File = file,
        Annotated = drawn,
        Bytes = WorkMemory.OfPicture(file),
        Load = () => Decoded(file, cancellation),
    };

    private ImageBuffer Decoded(string file, CancellationToken cancellation)
    {
        if (file == PictureInputs.StandardInput)
        {
            return Streamed(_standardInput, "standard input", cancellation);
        }

        InputProblem.Refuse(file);
        if (!SpecialFile.IsOwnDescriptor(file))
        {
            return ImageDecoder.Decode(file, _request.Limits);
        }

        try
        {
            using var stream = StandardStream.OpenDescriptor(file);
            return Streamed(stream, file, cancellation);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(
                $"'{file}' cannot be read: {Sentence.Ended(refused.Message)} Expected a picture. Pass it as a file.", refused);
        }
    }

    /// <summary>A picture from a pipe; waiting for it ends with the work.</summary>
    private ImageBuffer Streamed(Stream stream, string name, CancellationToken cancellation) => ImageDecoder.Decode(
        PictureBytes.Read(new InterruptibleStream(stream, cancellation), name), name, _request.Limits);

    private IEnumerable<WorkItem> VideoFrames(string file, string? drawn, CancellationToken cancellation)
    {
        var description = VideoReader.Describe(file, _request.Limits, cancellation);
        var slower = description with { FramesPerSecond = description.FramesPerSecond / _request.Every };
        var clip = new Clip(file, drawn is null ? null : _ => new VideoWriter(drawn, slower, file), description.Frames);
        return Frames(
            clip,
            VideoReader.Frames(file, description, Damaged(clip), cancellation)
                .Select(frame => (frame.Index, frame.Seconds, frame.Picture)));
    }

    private IEnumerable<WorkItem> AnimationFrames(string file, string? drawn)
    {
        var count = AnimationReader.CountFrames(file);
        var clip = new Clip(file, drawn is null ? null : first => Writer(drawn, first), count);
        return Frames(
            clip,
            AnimationReader.Frames(file, _request.Limits, Damaged(clip)).Select((frame, i) => ((long)i, frame.Seconds, frame.Picture)));

        VideoWriter Writer(string path, ImageBuffer first)
        {
            var seconds = AnimationReader.CountSeconds(file);
            return new VideoWriter(
                path, new VideoDescription(first.Width, first.Height, count / Math.Max(seconds, 0.01) / _request.Every, null));
        }
    }

    /// <summary>A clip that is cut short or damaged is answered as far as it goes and named; where all must be whole it ends the run.</summary>
    private Action<ClipDamage>? Damaged(Clip clip) => _request.Strict ? null : damage => clip.Damage = damage;

    private IEnumerable<WorkItem> Frames(Clip clip, IEnumerable<(long Index, double Seconds, ImageBuffer Picture)> frames)
    {
        var seconds = 0.0;
        foreach (var (index, at, picture) in frames)
        {
            seconds = at;
            if (index % _request.Every == 0)
            {
                yield return new WorkItem
                {
                    File = clip.File,
                    Clip = clip,
                    Frame = index,
                    Seconds = at,
                    Bytes = picture.Pixels.Length,
                    Load = () => picture,
                };
            }
        }

        yield return new WorkItem
        {
            File = clip.File,
            Clip = clip,
            Seconds = seconds,
            EndsClip = true,
            Error = clip.Damage?.Message,
        };
    }

    /// <summary>A clip may break anywhere: what was read until then counts, and the rest is an error by name.</summary>
    private IEnumerable<WorkItem> Guarded(string file, Func<IEnumerable<WorkItem>> open)
    {
        IEnumerator<WorkItem>? items = null;
        try
        {
            while (true)
            {
                WorkItem item;
                try
                {
                    items ??= open().GetEnumerator();
                    if (!items.MoveNext())
                    {
                        yield break;
                    }

                    item = items.Current;
                }
                catch (Exception failure) when (ItemFailure.IsOfOneItem(failure))
                {
                    var described = ItemFailure.Of(file, failure);
                    item = _request.Strict ? throw described : new WorkItem { File = file, Error = described.Message };
                }

                yield return item;
                if (item.Error is not null)
                {
                    yield break;
                }
            }
        }
        finally
        {
            items?.Dispose();
        }
    }

    private string? Drawn(string file, Kind kind) => _drawings?.PathFor(file, kind == Kind.Picture ? ".png" : ".mp4");

    private enum Kind
    {
        Picture,
        Animation,
        Clip,
    }
}
