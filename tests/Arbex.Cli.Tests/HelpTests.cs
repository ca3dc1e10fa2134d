using System.CommandLine;
using Arbex.Cli.Hosting;
using Spectre.Console.Testing;

namespace Arbex.Cli.Tests;

public sealed class HelpTests
{
    private static readonly string[] Commands =
        ["demo", "train", "evaluate", "predict", "info", "ablate", "import", "export", "landmarks", "pretrain", "data", "models"];
    private static readonly string[] Studies = ["k", "noise", "smoothing", "anchor-loss", "attention", "balancing", "losses"];
    private static readonly string[] ModelsCommands = ["list", "pull", "verify"];
    private static readonly string[] DataCommands = ["inspect", "check", "preview", "pack", "noise", "split"];

    public static TheoryData<string> EachCommand =>
        [
            .. Commands.Where(name => name is not ("data" or "ablate" or "models")),
            .. DataCommands.Select(name => $"data {name}"), .. ModelsCommands.Select(name => $"models {name}"),
            .. Studies.Select(name => $"ablate {name}"),
        ];

    [Fact]
    public async Task The_help_names_each_command_and_no_others()
    {
        var help = await CommandRun.Of("--help");

        help.AssertIsDone();
        Assert.Empty(help.Error);
        Assert.Equal(Commands, Listed(help));
        Assert.Equal(DataCommands, Listed(await CommandRun.Of("data", "--help")));
        Assert.Equal(ModelsCommands, Listed(await CommandRun.Of("models", "--help")));
    }

    [Theory]
    [MemberData(nameof(EachCommand))]
    public async Task The_help_of_a_command_ends_in_examples_that_parse(string name)
    {
        var help = await CommandRun.Of([.. name.Split(' '), "--help"]);
        help.AssertIsDone();
        Assert.Contains("Notes:", help.Output, StringComparison.Ordinal);

        using var console = new TestConsole();
        var root = ArbexCommandLine.Root(
            new CommandHost(console, console, TimeProvider.System), new Option<bool>("--verbose"));
        var examples = help.Output[help.Output.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(root.Parse(example["arbex ".Length..].Split('>')[0]).Errors));
    }

    [Fact]
    public void Every_option_is_described_and_means_the_same_type_everywhere()
    {
        using var console = new TestConsole();
        var root = ArbexCommandLine.Root(
            new CommandHost(console, console, TimeProvider.System), new Option<bool>("--verbose"));
        var options = root.Subcommands.SelectMany(command => command.Subcommands.Append(command))
            .SelectMany(command => command.Options).ToArray();

        Assert.All(options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
        Assert.All(
            options.GroupBy(option => option.Name),
            same => Assert.Single(same.Select(option => Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType).Distinct()));
    }

    private static IEnumerable<string> Listed(CommandRun help) =>
        help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ')
            .Select(line => line.Trim().Split(' ')[0]);
}
