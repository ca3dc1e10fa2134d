using Arbex.Checkpoints;

namespace Arbex.Training;

/// <summary>What a run leaves in its folder as it goes: metrics and events of each epoch, and checkpoints.</summary>
/// <param name="checkpoints">Writes the files.</param>
/// <param name="events">The same metrics for TensorBoard.</param>
/// <param name="time">The clock.</param>
/// <param name="interval">After how much time the last checkpoint is written again inside an epoch.</param>
internal sealed class RunWriter(RunCheckpoints checkpoints, TensorBoardEvents events, TimeProvider time, TimeSpan interval)
{
    private long _savedAt;

    /// <summary>Counts the time to the next checkpoint from now on.</summary>
    public void StartEpoch() => _savedAt = time.GetTimestamp();

    /// <summary>Writes the last checkpoint where the interval has passed.</summary>
    public void SaveSometimes(Func<CheckpointInfo> describe, TrainingState state)
    {
        if (time.GetElapsedTime(_savedAt) >= interval)
        {
            SaveLast(describe, state);
        }
    }

    /// <summary>Writes the last checkpoint; nothing was learnt before the first batch, so that there is nothing to keep then.</summary>
    public void SaveLast(Func<CheckpointInfo> describe, TrainingState state)
    {
        if (state.Step > 0)
        {
            checkpoints.WriteLast(describe(), state);
        }

        _savedAt = time.GetTimestamp();
    }

    /// <summary>Writes everything that a finished epoch leaves.</summary>
    public void FinishEpoch(EpochResult result, bool isBest, CheckpointInfo info, TrainingState state)
    {
        checkpoints.Append(result);
        events.Add(result);
        if (isBest)
        {
            checkpoints.WriteBest(info);
        }

        checkpoints.WriteLast(info, state);
    }
}
