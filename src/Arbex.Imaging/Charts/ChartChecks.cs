namespace Arbex.Imaging.Charts;

/// <summary>Checks of what a chart is given.</summary>
internal static class ChartChecks
{
    public static void Classes(int count, int most)
    {
        if (count < 2 || count > most)
        {
            throw new ArgumentException($"There are {count} classes. Expected 2 to {most}; draw fewer.");
        }
    }

    public static void SameLength(int expected, int actual, string what)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"Got {actual} {what}. Expected {expected}.");
        }
    }
}
