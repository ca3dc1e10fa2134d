using System.Globalization;
using Arbex.Imaging;
using Arbex.Inference.Faces;
using Arbex.Inference.Video;

namespace Arbex.Cli.Predict;

/// <summary>A clip while it is looked at: numbers its faces, remembers where there are none, and writes the drawn clip.</summary>
internal sealed class Clip : IDisposable
{
    private readonly FaceTracker _tracker = new();
    private readonly List<(double From, double To)> _gaps = [];
    private readonly HashSet<int> _ids = [];
    private readonly Func<ImageBuffer, VideoWriter>? _open;
    private VideoWriter? _writer;
    private double? _emptySince;

    /// <summary>Begins a clip.</summary>
    /// <param name="file">The file.</param>
    /// <param name="open">Starts the drawn clip for its first frame; null draws none.</param>
    /// <param name="expectedFrames">How many frames the file says that it has.</param>
    public Clip(string file, Func<ImageBuffer, VideoWriter>? open, long? expectedFrames) =>
        (File, _open, ExpectedFrames) = (file, open, expectedFrames);

    public string File { get; }

    /// <summary>How many frames its file says that it has; null where it does not say.</summary>
    public long? ExpectedFrames { get; }

    /// <summary>What is wrong with the file; null where it is whole, and before its end.</summary>
    public ClipDamage? Damage { get; set; }

    /// <summary>Frames that were looked at.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames with a face.</summary>
    public long FramesWithFaces { get; private set; }

    /// <summary>Takes the next frame: gives its faces their numbers.</summary>
    public PictureAnswer Follow(PictureAnswer answer)
    {
        Frames++;
        var seconds = answer.Seconds ?? 0;
        var tracked = _tracker.Update([.. answer.Faces.Select(face => face.Answer.Face!)]);
        _ids.UnionWith(tracked.Select(face => face.Id));
        if (answer.Faces.Length > 0)
        {
            FramesWithFaces++;
            CloseGap(seconds);
        }
        else
        {
            _emptySince ??= seconds;
        }

        return answer with
        {
            Faces = [.. answer.Faces.Select((face, i) => face with { Id = tracked[i].Id })],
        };
    }

    /// <summary>Adds the drawn frame to the drawn clip, at its time.</summary>
    public void Draw(ImageBuffer picture, double seconds) => (_writer ??= _open?.Invoke(picture))?.Add(picture, seconds);

    public bool IsDrawn => _open is not null;

    /// <summary>Ends the clip and tells what was in it.</summary>
    public string Finish(double seconds)
    {
        CloseGap(seconds);
        _writer?.Finish();
        var gaps = _gaps.Count == 0 ? "" : "; no face at " + string.Join(
            ", ", _gaps.Take(8).Select(gap => string.Create(CultureInfo.InvariantCulture, $"{gap.From:0.0}-{gap.To:0.0} s")))
            + (_gaps.Count > 8 ? $" and {_gaps.Count - 8} times more" : "");
        var faces = _ids.Count == 1 ? "1 face" : $"{_ids.Count} faces";
        return $"{File}: {Frames} frames, {faces}, seen on {FramesWithFaces} of them{gaps}."
            + (Damage is { } damage ? $" It {damage.Reason}." : "");
    }

    public void Dispose() => _writer?.Dispose();

    private void CloseGap(double seconds)
    {
        if (_emptySince is { } since)
        {
            _gaps.Add((since, seconds));
        }

        _emptySince = null;
    }
}
