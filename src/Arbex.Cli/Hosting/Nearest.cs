namespace Arbex.Cli.Hosting;

/// <summary>What a mistyped word was meant to be.</summary>
internal static class Nearest
{
    private const int MostMistakes = 2;

    /// <summary>"Did you mean 'train'?" and a space; empty where nothing is near.</summary>
    public static string Question(string word, IEnumerable<string> known)
    {
        var (name, mistakes) = known.Select(each => (each, Mistakes(word, each))).DefaultIfEmpty(("", int.MaxValue)).MinBy(pair => pair.Item2);
        return mistakes <= MostMistakes && mistakes < name.Length - 1 ? $"Did you mean '{name}'? " : "";
    }

    /// <summary>Letters to put in, take out or replace.</summary>
    private static int Mistakes(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
