using Arbex.Cli.Hosting;

namespace Arbex.Cli.Tests;

public sealed class ShortCommandTests
{
    private readonly TrainedRun _run;

    public ShortCommandTests(TrainedRun run) => _run = run;

    [Theory]
    [InlineData("/home/someone/faces/", "faces")]
    [InlineData("runs/first/best.safetensors", "best.safetensors")]
    [InlineData("file:/home/someone/split.json", "file:split.json")]
    [InlineData("--data", "--data")]
    [InlineData("random:0.2", "random:0.2")]
    [InlineData("/", "/")]
    public void A_word_loses_its_folders(string word, string expected) => Assert.Equal(expected, ShortCommand.Short(word));

    [Fact]
    public async Task A_report_does_not_tell_where_files_lay_on_the_machine_that_wrote_it()
    {
        using var folder = new TemporaryFolder();
        var report = folder.At("report.html");
        var split = folder.At("split.json");
        (await CommandRun.Of(
            "data", "split", "--dataset", "imagefolder", "--data", _run.Data, "--split-plan", "random:0.3", "--output", split)).AssertIsDone();
        (await CommandRun.Of(
            "evaluate", "--model", _run.Model, "--dataset", "imagefolder", "--data", _run.Data, "--split", "test", "--split-plan",
            $"file:{split}", "--report", report)).AssertIsDone();

        var html = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        Assert.Contains("--split-plan file:split.json", html, StringComparison.Ordinal);
        Assert.Contains("--model best.safetensors", html, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.FullName, html, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(_run.Run)!, html, StringComparison.Ordinal);
    }
}
