namespace Arbex.Training;

/// <summary>Running sums over an epoch's steps, weighted by samples.</summary>
internal sealed class EpochSums
{
    public int Steps { get; private set; }

    public int Samples { get; private set; }

    public double Loss { get; private set; }

    public double Class { get; private set; }

    public double Anchor { get; private set; }

    public double Center { get; private set; }

    public int Correct { get; private set; }

    public double Accuracy => Samples == 0 ? 0 : (double)Correct / Samples;

    public void Add(StepResult result)
    {
        Steps++;
        Samples += result.Count;
        Loss += result.Loss * result.Count;
        Class += result.Class * result.Count;
        Anchor += result.Anchor * result.Count;
        Center += result.Center * result.Count;
        Correct += result.Correct;
    }

    public double Mean(double sum) => Samples == 0 ? 0 : sum / Samples;
}
