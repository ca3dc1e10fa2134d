using System.Text.Json.Nodes;
using Arbex.Cli.Hosting;
using Spectre.Console.Testing;

namespace Arbex.Cli.Tests;

/// <summary>A command line that was run in this process, and what it left on the two consoles.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CommandRun> Of(params string[] arguments) => Of(arguments, TimeProvider.System);

    public static Task<CommandRun> Of(
        string[] arguments, TimeProvider time, CancellationToken cancellation = default) =>
        Of(arguments, time, new ModelAccess(), cancellation);

    /// <summary>Runs with another place for models than the user's.</summary>
    public static async Task<CommandRun> Of(
        string[] arguments, TimeProvider time, ModelAccess models, CancellationToken cancellation = default)
    {
        using var output = Console();
        using var error = Console();
        var host = new CommandHost(output, error, time) { Models = models };
        var code = await ArbexCommandLine.RunAsync(arguments, host, cancellation);
        return new CommandRun(code, output.Output, error.Output);
    }

    /// <summary>Asserts the one way in which a user's mistake ends.</summary>
    public void AssertIsBadInput(params string[] words)
    {
        Assert.Equal(Hosting.ExitCode.BadInput, ExitCode);
        Assert.Equal("", Output);
        var line = Assert.Single(ErrorLines, line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Equal(ErrorLines[^1], line);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.OrdinalIgnoreCase));
    }

    public void AssertIsDone() => Assert.True(ExitCode == Hosting.ExitCode.Done, $"exit {ExitCode}: {Error}");

    private static TestConsole Console()
    {
        var console = new TestConsole();
        console.Profile.Width = 120;
        return console;
    }
}
