namespace Arbex.Evaluation.Report;

/// <summary>Which samples are worth a look. Positions are those in the predictions.</summary>
internal sealed class FaceChoice
{
    public FaceChoice(Predictions primary, Predictions final, int most)
    {
        int[] all = [.. Enumerable.Range(0, final.Samples)];
        Mistakes = [.. all.Where(i => !final.Correct[i]).OrderByDescending(i => final.Confidence[i]).Take(most)];
        int[] moved = [.. all.OrderByDescending(i => Distance(primary.Row(i), final.Row(i)))];
        Fixed = [.. moved.Where(i => !primary.Correct[i] && final.Correct[i]).Take(most)];
        Broken = [.. moved.Where(i => primary.Correct[i] && !final.Correct[i]).Take(most)];
        Moved = [.. moved.Where(i => primary.Correct[i] == final.Correct[i]).Take(Math.Min(most, 6))];
    }

    /// <summary>Wrong answers, the surest first.</summary>
    public int[] Mistakes { get; }

    /// <summary>Wrong before balancing and right after it, the most changed first.</summary>
    public int[] Fixed { get; }

    /// <summary>Right before balancing and wrong after it, the most changed first.</summary>
    public int[] Broken { get; }

    /// <summary>Most changed ones among the others.</summary>
    public int[] Moved { get; }

    /// <summary>Total variation: the probability that went from one class to another, in [0, 1].</summary>
    public static double Distance(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        double sum = 0;
        for (var k = 0; k < before.Length; k++)
        {
            sum += Math.Abs(before[k] - after[k]);
        }

        return sum / 2;
    }
}
