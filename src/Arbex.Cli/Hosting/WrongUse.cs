using System.CommandLine;
using System.CommandLine.Parsing;

namespace Arbex.Cli.Hosting;

/// <summary>What is wrong with a command line, as a sentence.</summary>
internal static class WrongUse
{
    /// <summary>The sentence for a line that could not be parsed.</summary>
    public static string Line(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var name = NameOf(parse.CommandResult);
        var see = $"See '{name} --help'.";
        if (MistypedOption(parse) is { } mistyped)
        {
            return mistyped;
        }

        if (command.Subcommands.Count > 0)
        {
            var names = command.Subcommands.Select(other => other.Name).ToArray();
            return parse.UnmatchedTokens.Count > 0
                ? $"There is no command '{parse.UnmatchedTokens[0]}'. {Nearest.Question(parse.UnmatchedTokens[0], names)}"
                    + $"Expected {string.Join(", ", names)}. {see}"
                : $"'{name}' is not a whole command. Expected one of {string.Join(", ", names)} after it. {see}";
        }

        return $"{string.Join(' ', parse.Errors.Select(Shown).Distinct())} {see}";
    }

    /// <summary>An error of the parser; the words that it lists on lines of their own are part of its sentence.</summary>
    private static string Shown(ParseError error)
    {
        var lines = error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length < 2 || !lines[0].EndsWith(':'))
        {
            return Sentence.Ended(error.Message);
        }

        var known = lines[1..].Select(line => line.Trim('\'')).ToArray();
        var typed = error.SymbolResult?.Tokens.Select(token => token.Value).FirstOrDefault(word => !known.Contains(word)) ?? "";
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        return $"{option?.Option.Name ?? "The word"} is '{typed}'. {Nearest.Question(typed, known)}Expected one of {string.Join(", ", known)}.";
    }

    /// <summary>
    /// The sentence for a word that looks like an option and is none; null without. The parser would take it for the name of a file, or
    /// for the value of the option before it.
    /// </summary>
    public static string? MistypedOption(ParseResult parse)
    {
        var word = parse.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))?.Value;
        if (word is null)
        {
            return null;
        }

        var typed = word.Split('=', ':')[0];
        var known = parse.CommandResult.Command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--verbose");
        return $"There is no option '{typed}'. {Nearest.Question(typed, known)}Expected an option of '{NameOf(parse.CommandResult)}', or a "
            + $"file as './{typed}'. See '{NameOf(parse.CommandResult)} --help'.";
    }

    /// <summary>What to type for a command, such as "arbex data check".</summary>
    private static string NameOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{NameOf(parent)} {result.Command.Name}" : "arbex";
}
