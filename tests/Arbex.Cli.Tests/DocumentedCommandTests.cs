using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Tests.Docs;
using Spectre.Console.Testing;

namespace Arbex.Cli.Tests;

/// <summary>The commands that the documents show are understood, with the recipes that they name.</summary>
public sealed class DocumentedCommandTests
{
    public static TheoryData<string> Documents => ["README.md", "docs/datasets.md", "docs/import.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_of_a_document_parses(string document)
    {
        using var console = new TestConsole();
        var root = ArbexCommandLine.Root(
            new CommandHost(console, console, TimeProvider.System), new Option<bool>("--verbose"));
        var commands = File.ReadAllLines(Path.Combine(Repository.Root, document))
            .Where(line => line.StartsWith("arbex ", StringComparison.Ordinal))
            .Select(line => line["arbex ".Length..].Split(" #")[0].Split(" > ")[0].Trim()).ToArray();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var parse = root.Parse(command);
            Assert.True(
                parse.Errors.Count == 0,
                $"{command}: {string.Join(' ', parse.Errors.Select(error => error.Message))}");
            Assert.All(
                parse.Tokens.Select(token => token.Value)
                    .Where(word => word.StartsWith("recipes/", StringComparison.Ordinal)),
                recipe => Assert.True(File.Exists(Path.Combine(Repository.Root, recipe)), $"{command}: there is no {recipe}"));
        }
    }
}
