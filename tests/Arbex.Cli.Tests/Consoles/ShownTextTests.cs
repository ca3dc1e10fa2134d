using Arbex.Cli.Hosting;
using Spectre.Console;
using Spectre.Console.Testing;

namespace Arbex.Cli.Tests.Consoles;

public sealed class ShownTextTests
{
    /// <summary>Escape sequence, bell, C1 sequence, text turned round.</summary>
    private const string Hostile = "a\u001b[2Jb\u0007c\u009b2Jd\u202ee";

    private const string Shown = "a\\u001b[2Jb\\u0007c\\u009b2Jd\\u202ee";

    private readonly TrainedRun _run;

    public ShownTextTests(TrainedRun run) => _run = run;

    [Fact]
    public void Tables_lines_and_texts_of_both_consoles_show_what_a_terminal_would_obey()
    {
        using var output = Wide();
        using var error = Wide();
        var host = new CommandHost(output, error, TimeProvider.System);
        var table = new Table().AddColumn(new TableColumn(new Text(Hostile)));
        table.AddRow(new Text(Hostile));

        host.Console.Write(table);
        host.Console.WriteLine(Hostile);
        host.WriteText(Hostile + "\rover\n");
        host.Tell(Hostile);
        host.Warn(Hostile);
        host.Fail(Hostile + "\rover");

        AssertIsHarmless(output.Output);
        AssertIsHarmless(error.Output);
        Assert.True(output.Output.Split(Shown).Length - 1 == 4, output.Output);
        Assert.Equal(3, error.Output.Split(Shown).Length - 1);
    }

    [Fact]
    public void Colors_of_the_console_itself_stay()
    {
        using var error = Wide().EmitAnsiSequences();
        using var output = Wide();
        new CommandHost(output, error, TimeProvider.System).Fail("\u001b[2J");

        Assert.Contains("\u001b[", error.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_files_and_words_of_the_command_line_are_shown_not_obeyed()
    {
        using var folder = new TemporaryFolder();
        var name = folder.At("x\u001b[31m\u0007\u009b\u202e.png");
        File.Copy(_run.Picture, name);
        var bad = folder.Write("bad\u001b[31m.png", "no picture");

        var run = await Predict(name, bad, folder.At("none\u001b[2J.png"));

        run.AssertIsDone();
        AssertIsHarmless(run.Output);
        AssertIsHarmless(run.Error);
        Assert.Contains("bad\\u001b[31m.png", run.Error, StringComparison.Ordinal);
        foreach (var line in new string[][] { ["tra\u001b[2Jin"], ["predict", "--x\u001b[2J", name], ["info", "--preset", "\u001b[2J"] })
        {
            var refused = await CommandRun.Of(line);
            Assert.Equal(ExitCode.BadInput, refused.ExitCode);
            AssertIsHarmless(refused.Error);
        }
    }

    [Fact]
    public async Task Class_folders_and_json_hold_nothing_that_is_obeyed()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), ["a\u001b[31mb", "c\u009bd", "e\u202ef"]);
        foreach (var more in new string[][] { [], ["--json"], ["--verbose"] })
        {
            var run = await CommandRun.Of(["data", "inspect", "--dataset", "imagefolder", "--data", folder.At("data"), .. more]);
            run.AssertIsDone();
            AssertIsHarmless(run.Output);
            AssertIsHarmless(run.Error);
            Assert.Contains("\\u001b", run.Output, StringComparison.OrdinalIgnoreCase);
        }
    }

    private Task<CommandRun> Predict(params string[] arguments) => CommandRun.Of(
        ["predict", "--model", _run.Model, "--detector", "whole", "--threads", "1", .. arguments]);

    private static void AssertIsHarmless(string text) =>
        Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c is '\u202e');

    private static TestConsole Wide()
    {
        var console = new TestConsole();
        console.Profile.Width = 200;
        return console;
    }
}
