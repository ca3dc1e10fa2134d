using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>Turns the ten vote counts of a FER+ picture into a label distribution. No pictures are needed.</summary>
/// <remarks>
/// The rules are those of <see cref="FerPlusLabelRule"/>. Vote order: the eight classes of
/// <see cref="LabelSet.FerPlus"/>, then "unknown" and "NF" (not a face).
/// </remarks>
public static class FerPlusLabels
{
    /// <summary>Numbers per picture: eight emotions, unknown, not a face.</summary>
    public const int VoteCount = 10;

    private const int Emotions = 8;
    private const double EnoughVotes = 0.75;
    private const int EnoughEmotions = 3;
    private const double MultiTargetShare = 0.3;
    private const double MultiTargetFloor = 0.001;

    /// <summary>Applies a rule to the votes on one picture.</summary>
    /// <param name="votes">Ten counts, none negative.</param>
    /// <param name="rule">The rule.</param>
    /// <returns>Eight probabilities that sum to 1, or null where the rule drops the picture.</returns>
    /// <exception cref="ArgumentException">Not ten counts, a negative one, or a rule that does not exist.</exception>
    public static ImmutableArray<float>? Distribution(ReadOnlySpan<int> votes, FerPlusLabelRule rule)
    {
        if (votes.Length != VoteCount || votes.ContainsAnyInRange(int.MinValue, -1))
        {
            throw new ArgumentException(
                $"A FER+ picture has {VoteCount} vote counts of 0 or more, got [{string.Join(", ", votes.ToArray())}].",
                nameof(votes));
        }

        var counts = votes.ToArray();
        if (rule != FerPlusLabelRule.RawVotes)
        {
            DropSingleVotes(counts);
        }

        var taken = rule switch
        {
            FerPlusLabelRule.Majority => Majority(counts),
            FerPlusLabelRule.Distribution or FerPlusLabelRule.Probability => MostVoted(counts),
            FerPlusLabelRule.MultiTarget => MultiTarget(counts),
            FerPlusLabelRule.RawVotes => counts,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule."),
        };
        return taken is null || Normalised(taken) is not { } shares ? null
            : rule == FerPlusLabelRule.MultiTarget ? AllAlike(shares)
            : shares;
    }

    private static void DropSingleVotes(Span<int> counts)
    {
        foreach (ref var count in counts)
        {
            count = count <= 1 ? 0 : count;
        }
    }

    private static int[]? Majority(int[] counts)
    {
        var top = counts.Max();
        if (top <= 0.5 * counts.Sum())
        {
            return null;
        }

        var taken = new int[VoteCount];
        taken[Array.IndexOf(counts, top)] = top;
        return taken;
    }

    private static int[]? MostVoted(int[] counts)
    {
        var (total, left, taken) = (counts.Sum(), (int[])counts.Clone(), new int[VoteCount]);
        var (votesTaken, emotionsTaken, metNonEmotion) = (0, 0, false);
        while (votesTaken < EnoughVotes * total && emotionsTaken < EnoughEmotions && !metNonEmotion)
        {
            // All answers that tie for the top are taken at once, which is how more than three can come together.
            var top = left.Max();
            for (var i = 0; i < VoteCount && !metNonEmotion; i++)
            {
                if (left[i] != top)
                {
                    continue;
                }

                (taken[i], left[i]) = (top, 0);
                votesTaken += top;
                emotionsTaken++;
                if (i >= Emotions)
                {
                    metNonEmotion = true;
                    if (taken.Sum() > top)
                    {
                        // Emotions came before "unknown" or "not a face": they stand, and it goes.
                        taken[i] = 0;
                        emotionsTaken--;
                    }
                }
            }
        }

        return taken.Sum() <= 0.5 * total || emotionsTaken > EnoughEmotions ? null : taken;
    }

    private static int[]? MultiTarget(int[] counts)
    {
        var total = counts.Sum();
        var taken = Array.ConvertAll(counts, count => count >= MultiTargetShare * total ? count : 0);
        return taken.Sum() <= 0.5 * total ? null : taken;
    }

    private static ImmutableArray<float> AllAlike(ImmutableArray<float> shares)
    {
        var chosen = shares.Count(share => share > 0);
        var sum = ((1 - MultiTargetFloor) * chosen) + (MultiTargetFloor * Emotions);
        return
        [
            .. shares.Select(share =>
                (float)((((1 - MultiTargetFloor) * (share > 0 ? 1 : 0)) + MultiTargetFloor) / sum)),
        ];
    }

    private static ImmutableArray<float>? Normalised(ReadOnlySpan<int> taken)
    {
        var top = 0;
        for (var i = 1; i < VoteCount; i++)
        {
            top = taken[i] > taken[top] ? i : top;
        }

        if (top >= Emotions || taken[top] == 0)
        {
            return null;
        }

        float sum = 0;
        foreach (var count in taken[..Emotions])
        {
            sum += count;
        }

        var distribution = ImmutableArray.CreateBuilder<float>(Emotions);
        foreach (var count in taken[..Emotions])
        {
            distribution.Add(count / sum);
        }

        return distribution.MoveToImmutable();
    }
}
