namespace Arbex.Cli.Hosting;

/// <summary>Messages of the system and of libraries as sentences.</summary>
internal static class Sentence
{
    /// <summary>The first line, with one full stop at its end.</summary>
    public static string Ended(string message)
    {
        var line = message.Split('\n')[0].TrimEnd();
        return line.EndsWith('.') ? $"{line.TrimEnd('.')}." : line.EndsWith('?') || line.EndsWith('!') ? line : $"{line}.";
    }
}
