using System.Diagnostics;

namespace Arbex.Benchmarks;

/// <summary>Times contenders in turns, so that what else the machine does falls on all of them alike.</summary>
internal static class SpeedTurns
{
    /// <summary>Threads of one library wait by spinning on the processors that the next contender needs, for a while.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs each contender several times in each of several turns.</summary>
    /// <param name="contenders">What to time.</param>
    /// <param name="turns">Turns of each.</param>
    /// <param name="calls">Calls in a turn, of which the first is not timed.</param>
    /// <returns>Median milliseconds of a call of each.</returns>
    public static double[] Medians(IReadOnlyList<Action> contenders, int turns, int calls)
    {
        var times = contenders.Select(_ => new List<double>()).ToArray();
        for (var turn = 0; turn < turns; turn++)
        {
            foreach (var (index, contender) in contenders.Index())
            {
                Rest();
                contender();
                for (var call = 1; call < calls; call++)
                {
                    var started = Stopwatch.GetTimestamp();
                    contender();
                    times[index].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
        }

        return [.. times.Select(list => list.Order().ElementAt(list.Count / 2))];
    }

    /// <summary>Lets spinning threads go to sleep.</summary>
    public static void Rest() => Thread.Sleep(Pause);
}
