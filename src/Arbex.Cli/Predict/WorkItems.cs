using Arbex.Cli.Hosting;
using Arbex.Files;
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
            _ => [Picture(file, drawn, cancellation)],
        };
    }

    private static Kind KindOf(string file)
    {
        if (file == PictureInputs.StandardInput || SpecialFile.KindOf(file) != FileKind.Regular || SpecialFile.IsOwnDescriptor(file))
        {
            return Kind.Picture; // read as it comes, or refused
        }

        var isKnown = PictureEndings.IsPicture(file);
        if (PictureEndings.IsVideo(file) || (!isKnown && FileContent.IsClip(file)))
        {
            return Kind.Clip;
        }

        var mayMove = Path.GetExtension(file).ToLowerInvariant() is ".gif" or ".webp" || (!isKnown && FileContent.MayMove(file));
        return mayMove && AnimationReader.CountFrames(file) > 1 ? Kind.Animation : Kind.Picture;
    }

    private WorkItem Picture(string file, string? drawn, CancellationToken cancellation) => new()
    {
        File = file,
        Annotated = drawn,
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
        var description = VideoReader.Describe(file, _request.Limits);
        var slower = description with { FramesPerSecond = description.FramesPerSecond / _request.Every };
        return Frames(
            new Clip(file, drawn is null ? null : () => new VideoWriter(drawn, slower, file), description.Frames),
            VideoReader.Frames(file, description, cancellation).Select(frame => (frame.Index, frame.Seconds, frame.Picture)));
    }

    private IEnumerable<WorkItem> AnimationFrames(string file, string? drawn)
    {
        var frames = AnimationReader.Frames(file, _request.Limits);
        var count = AnimationReader.CountFrames(file);
        return Frames(
            new Clip(file, drawn is null ? null : () => Writer(drawn), count),
            frames.Select((frame, i) => ((long)i, frame.Seconds, frame.Picture)));

        VideoWriter Writer(string path)
        {
            // At the mean rate, so that it lasts as long as the original whatever its frames' own times are.
            var first = frames.First().Picture;
            var rate = count / AnimationReader.CountSeconds(file) / _request.Every;
            return new VideoWriter(path, new VideoDescription(first.Width, first.Height, rate, null));
        }
    }

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
