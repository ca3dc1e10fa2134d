using System.Text.Json.Nodes;
using Arbex.Cli.Hosting;

namespace Arbex.Cli.Tests.Data;

public sealed class CheckTests
{
    [Fact]
    public async Task Every_fault_is_counted_and_named_in_the_document_and_the_report()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.Write(folder.At("faces"));
        var run = await Check(folder, "--json", "--output", folder.At("report.csv"));

        run.AssertIsDone();
        Assert.Equal(FaultyFolder.All, run.Json["samples"]!.GetValue<int>());
        Assert.Equal(
            FaultyFolder.Faults,
            run.Json["counts"]!.AsObject().Select(pair => (pair.Key, pair.Value!.GetValue<int>())));
        Assert.Equal("valid/happy/z-leak.png", Finding(run, "duplicate across splits")["file"]!.GetValue<string>());
        Assert.Equal("train/happy/3.png", Finding(run, "duplicate across splits")["otherFile"]!.GetValue<string>());
        Assert.Equal("neutral", Finding(run, "duplicate with another label")["otherLabel"]!.GetValue<string>());
        Assert.Equal("train/sad/2.png", Finding(run, "near duplicate across splits")["otherFile"]!.GetValue<string>());
        Assert.Equal("train/sad/z-empty.png", Finding(run, "empty")["file"]!.GetValue<string>());
        Assert.Null(Finding(run, "empty")["otherFile"]);
        Assert.Contains("72x72", Finding(run, "unusual size")["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        var lines = await File.ReadAllLinesAsync(folder.At("report.csv"), TestContext.Current.CancellationToken);
        Assert.StartsWith("file,finding,other_file,", lines[0], StringComparison.Ordinal);
        Assert.Equal(FaultyFolder.Faults.Sum(fault => fault.Count), lines.Length - 1);
        Assert.Contains("train/happy/z-again.png,duplicate,train/happy/0.png,train,happy,train,happy,", lines);
    }

    [Fact]
    public async Task People_see_the_names_too()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.Write(folder.At("faces"));
        var run = await Check(folder);

        run.AssertIsDone();
        Assert.All(
            [
                "z-again.png", "z-leak.png", "z-other.png", "z-encoded.jpg", "z-empty.png", "z-broken.png", "z-black.png",
                "z-large.png",
            ],
            name => Assert.Contains(name, run.Output, StringComparison.Ordinal));
        Assert.Contains($"Checked {FaultyFolder.All} pictures in ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strictly_something_found_is_exit_code_1_and_nothing_found_is_0()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        var sound = await Check(folder, "--strict");
        sound.AssertIsDone();
        Assert.Contains("Nothing was found.", sound.Output, StringComparison.Ordinal);

        File.Copy(folder.At("faces", "train", "happy", "0.png"), folder.At("faces", "train", "happy", "again.png"));
        var found = await Check(folder, "--strict", "--json");
        Assert.Equal(ExitCode.Failed, found.ExitCode);
        Assert.Single(found.Json["findings"]!.AsArray());
        (await Check(folder)).AssertIsDone();
    }

    [Fact]
    public async Task What_the_reader_left_out_is_odd()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        folder.Write("faces/train/happy/notes.txt", "no picture");
        var run = await Check(folder, "--strict", "--json");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("notes.txt", run.Json["oddities"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_option_says_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        (await Check(folder, "--distance", "17")).AssertIsBadInput("distance", "16");
        (await Check(folder, "--output", folder.At("report.txt"))).AssertIsBadInput(".csv");
        (await CommandRun.Of("data", "check", "--dataset", "imagefolder", "--data", folder.At("none"))).AssertIsBadInput("none");
    }

    private static Task<CommandRun> Check(TemporaryFolder folder, params string[] more) =>
        CommandRun.Of(["data", "check", "--dataset", "imagefolder", "--data", folder.At("faces"), .. more]);

    private static JsonNode Finding(CommandRun run, string name) =>
        Assert.Single(run.Json["findings"]!.AsArray(), finding => finding!["finding"]!.GetValue<string>() == name)!;
}
