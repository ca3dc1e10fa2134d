namespace Arbex.Cli.Datasets;

/// <summary>Some samples of a list, spread evenly, so that every class and every video has its share.</summary>
internal static class EvenlySpread
{
    /// <param name="samples">The list.</param>
    /// <param name="most">How many at most.</param>
    public static int[] Of(int[] samples, int most)
    {
        var count = Math.Min(most, samples.Length);
        return [.. Enumerable.Range(0, count).Select(index => samples[(int)((long)index * samples.Length / count)])];
    }
}
