namespace Arbex.Cli.Predict;

/// <summary>How much there is to look at, counted while the work goes on already, and how much of it is done.</summary>
/// <remarks>A clip counts as one file, of which each frame is a part. Lists are not counted ahead: one may be a pipe, which can be
/// read only once.</remarks>
internal sealed class WorkAhead
{
    private readonly Task<long>? _files;
    private long _done;
    private long _skipped;
    private double _partOfClip;

    private WorkAhead(Task<long>? files) => _files = files;

    /// <summary>Begins to count.</summary>
    /// <param name="request">What the user asked for.</param>
    /// <param name="isShown">Whether anybody looks; otherwise nothing is counted.</param>
    /// <param name="cancellation">Ends the counting.</param>
    public static WorkAhead Count(PredictRequest request, bool isShown, CancellationToken cancellation) =>
        !isShown || request.List is not null
            ? new(null)
            : new(Task.Run(
                () => PictureInputs.Files(request.Inputs, list: null, unreadable: _ => { }, new LeftOutFiles())
                    .Aggregate(0L, (count, _) =>
                    {
                        cancellation.ThrowIfCancellationRequested();
                        return count + 1;
                    }),
                cancellation));

    /// <summary>Ends once all is counted; ended from the start where nothing is.</summary>
    internal Task Counted => _files ?? Task.CompletedTask;

    /// <summary>The share that is done, in [0, 1]; null while it is not known.</summary>
    public double? Share => _files is { IsCompletedSuccessfully: true, Result: > 0 and var files }
        ? Math.Min(1, (_done + _partOfClip) / files)
        : null;

    /// <summary>Takes note of a file that is not looked at again.</summary>
    public void Skip()
    {
        _done++;
        _skipped++;
    }

    /// <summary>Takes note of a picture, a frame, or a clip's end.</summary>
    public void Take(WorkItem item)
    {
        if (item.Clip is null || item.EndsClip || item.Error is not null)
        {
            _done++;
            _partOfClip = 0;
        }
        else if (item.Clip.ExpectedFrames is > 0 and var frames)
        {
            _partOfClip = Math.Min(1, (item.Frame + 1.0) / frames ?? 0);
        }
    }

    /// <summary>The time that is left if the rest goes as what is done: "2 min left"; null while that is not known.</summary>
    /// <param name="seconds">Seconds since the beginning.</param>
    public string? TimeLeft(double seconds)
    {
        var worked = _done - _skipped + _partOfClip; // what was skipped took no time
        if (_files is not { IsCompletedSuccessfully: true, Result: var files } || worked <= 0)
        {
            return null;
        }

        var left = TimeSpan.FromSeconds(seconds * Math.Max(0, files - _done - _partOfClip) / worked);
        return left switch
        {
            { TotalHours: >= 1 } => FormattableString.Invariant($"{left.TotalHours:f1} h left"),
            { TotalMinutes: >= 1 } => FormattableString.Invariant($"{left.TotalMinutes:f0} min left"),
            _ => FormattableString.Invariant($"{left.TotalSeconds:f0} s left"),
        };
    }
}
