namespace Arbex.Training;

/// <summary>Adds the time, the waiting and the pictures left out since its start to an epoch's sums.</summary>
internal sealed class EpochWatch(TimeProvider time, EpochSums sums, BatchLoader loader)
{
    private readonly long _started = time.GetTimestamp();
    private readonly (double Seconds, double Wait, long Unreadable) _before =
        (sums.Seconds, sums.WaitSeconds, sums.Unreadable);

    private readonly (TimeSpan Waited, long LeftOut) _loader = (loader.Waited, loader.LeftOut);

    /// <summary>The sums.</summary>
    public EpochSums Sums => sums;

    /// <summary>Brings the times up to now.</summary>
    public void Update()
    {
        sums.Seconds = _before.Seconds + time.GetElapsedTime(_started).TotalSeconds;
        sums.WaitSeconds = _before.Wait + (loader.Waited - _loader.Waited).TotalSeconds;
    }

    /// <summary>Counts what was left out up to the batch at hand; only where its step is done, since a stopped run repeats the others.</summary>
    public void CountUnreadable() => sums.Unreadable = _before.Unreadable + (loader.LeftOut - _loader.LeftOut);
}
