namespace Arbex.Training;

/// <summary>Where a run is inside an epoch: running sums over its batches, weighted by samples, and the time so far.</summary>
internal sealed class EpochSums
{
    /// <summary>How many numbers <see cref="ToNumbers"/> gives.</summary>
    public const int Length = 10;

    /// <summary>Batches done, of those that the epoch's samples are cut into.</summary>
    public int Batches { get; set; }

    public int Samples { get; private set; }

    public double Loss { get; private set; }

    public double Class { get; private set; }

    public double Anchor { get; private set; }

    public double Center { get; private set; }

    public int Correct { get; private set; }

    /// <summary>Samples left out because their pictures cannot be read.</summary>
    public long Unreadable { get; set; }

    public double Seconds { get; set; }

    public double WaitSeconds { get; set; }

    public double Accuracy => Samples == 0 ? 0 : (double)Correct / Samples;

    /// <summary>Takes up where <see cref="ToNumbers"/> left.</summary>
    public static EpochSums FromNumbers(ReadOnlySpan<double> numbers) => new()
    {
        Batches = (int)numbers[0],
        Samples = (int)numbers[1],
        Loss = numbers[2],
        Class = numbers[3],
        Anchor = numbers[4],
        Center = numbers[5],
        Correct = (int)numbers[6],
        Unreadable = (long)numbers[7],
        Seconds = numbers[8],
        WaitSeconds = numbers[9],
    };

    /// <summary>Everything as numbers that a checkpoint keeps exactly.</summary>
    public double[] ToNumbers() =>
        [Batches, Samples, Loss, Class, Anchor, Center, Correct, Unreadable, Seconds, WaitSeconds];

    public void Add(StepResult result)
    {
        Samples += result.Count;
        Loss += result.Loss * result.Count;
        Class += result.Class * result.Count;
        Anchor += result.Anchor * result.Count;
        Center += result.Center * result.Count;
        Correct += result.Correct;
    }

    public double Mean(double sum) => Samples == 0 ? 0 : sum / Samples;
}
