using System.CommandLine;

namespace Arbex.Cli.Hosting;

/// <summary>
/// A command line for documents that are passed on: with all its options, and with files by their names alone, since folders tell of users and
/// their machines.
/// </summary>
internal static class ShortCommand
{
    private const string FilePrefix = "file:";

    /// <summary>Writes down what was parsed.</summary>
    public static string Of(ParseResult parse) => "arbex " + string.Join(' ', parse.Tokens.Select(token => Quoted(Short(token.Value))));

    /// <summary>A word without its folders.</summary>
    public static string Short(string word)
    {
        if (word.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            return FilePrefix + Short(word[FilePrefix.Length..]);
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(word));
        return name.Length > 0 ? name : word;
    }

    private static string Quoted(string word) => word.Length == 0 || word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word;
}
