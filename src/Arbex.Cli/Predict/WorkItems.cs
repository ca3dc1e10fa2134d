using Arbex.Imaging;
using Arbex.Inference.Video;

namespace Arbex.Cli.Predict;

/// <summary>Turns files into pictures and frames. What cannot be read becomes an item that says so.</summary>
internal sealed class WorkItems
{
    private readonly HashSet<string> _drawn = new(StringComparer.OrdinalIgnoreCase);
    private readonly PredictRequest _request;
    private readonly Stream _standardInput;

    public WorkItems(PredictRequest request, Stream standardInput) => (_request, _standardInput) = (request, standardInput);

    public IEnumerable<WorkItem> Of(IEnumerable<string> files, CancellationToken cancellation) =>
        files.SelectMany(file => Of(file, cancellation));

    /// <summary>Passes over a file that was answered before; its drawing keeps its name.</summary>
    public void Skip(string file) => Drawn(file, KindOf(file));

    private IEnumerable<WorkItem> Of(string file, CancellationToken cancellation)
    {
        var kind = KindOf(file);
        var drawn = Drawn(file, kind);
        return kind switch
        {
            Kind.Clip => Guarded(file, () => VideoFrames(file, drawn, cancellation)),
            Kind.Animation => Guarded(file, () => AnimationFrames(file, drawn)),
            _ => [Picture(file, drawn)],
        };
    }

    private static Kind KindOf(string file) =>
        PictureInputs.IsVideo(file) && File.Exists(file) ? Kind.Clip
        : PictureInputs.MayMove(file) && File.Exists(file) && AnimationReader.CountFrames(file) > 1 ? Kind.Animation
        : Kind.Picture;

    private WorkItem Picture(string file, string? drawn) => new()
    {
        File = file,
        Annotated = drawn,
        Bytes = WorkMemory.OfPicture(file),
        Load = file == PictureInputs.StandardInput
            ? () => ImageDecoder.Decode(PictureBytes.Read(_standardInput, "standard input"), "standard input", _request.Limits)
            : () => ImageDecoder.Decode(file, _request.Limits),
    };

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
                catch (ArbexException unreadable) when (!_request.Strict)
                {
                    item = new WorkItem { File = file, Error = unreadable.Message };
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

    /// <summary>A name of its own in the folder for drawn answers: two folders may hold pictures of the same name.</summary>
    private string? Drawn(string file, Kind kind)
    {
        if (_request.Annotated is not { } folder)
        {
            return null;
        }

        if (file != PictureInputs.StandardInput)
        {
            AnnotatedFolder.Check(folder, file);
        }

        var extension = kind == Kind.Picture ? ".png" : ".mp4";
        var stem = file == PictureInputs.StandardInput ? "standard-input" : Path.GetFileNameWithoutExtension(file);
        var name = stem + extension;
        for (var i = 2; !_drawn.Add(name); i++)
        {
            name = $"{stem}-{i}{extension}";
        }

        return Path.Combine(folder, name);
    }

    private enum Kind
    {
        Picture,
        Animation,
        Clip,
    }
}
