namespace Arbex.Cli.Tests.Consoles;

public sealed class StopSignalTests
{
    private const int Stopped = 130;

    /// <summary>What runs in the background of a script inherits ignored signals, and with it these tests.</summary>
    private const string Program = "env --default-signal=HUP,INT,QUIT,TERM $A";

    private readonly TrainedRun _run;

    public StopSignalTests(TrainedRun run) => _run = run;

    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    [InlineData("QUIT")]
    [InlineData("INT")]
    public async Task A_run_that_is_ended_by_a_signal_writes_a_checkpoint_and_leaves_nothing_half_written(string signal)
    {
        using var folder = new TemporaryFolder();
        using var train = ShellRun.Start(Train(folder, Program));
        await train.Until(() => File.Exists(folder.At("run", "metrics.jsonl")));

        await train.Signal(signal);
        var run = await train.End();

        Assert.True(run.ExitCode == Stopped, $"exit {run.ExitCode}: {run.Error}");
        Assert.Contains("--resume", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("run", "last.safetensors")));
        Assert.Empty(Directory.EnumerateFiles(folder.FullName, "*.partial", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Under_nohup_a_closed_terminal_ends_nothing()
    {
        using var folder = new TemporaryFolder();
        using var train = ShellRun.Start($"trap '' HUP; {Train(folder, "$A")}");
        var metrics = folder.At("run", "metrics.jsonl");
        await train.Until(() => File.Exists(metrics));

        await train.Signal("HUP");
        var before = new FileInfo(metrics).Length;
        await train.Until(() => new FileInfo(metrics).Length > 2 * before);

        await train.Signal("TERM");
        Assert.Equal(Stopped, (await train.End()).ExitCode);
    }

    [Fact]
    public async Task Waiting_for_a_picture_that_never_comes_ends_at_once()
    {
        using var folder = new TemporaryFolder();
        var output = folder.At("answers.csv");
        using var predict = ShellRun.Start(
            $"exec {Program} predict --model '{_run.Model}' --detector whole --threads 1 --output '{output}' '{_run.Picture}' -", holdsInput: true);
        await predict.Until(() => File.Exists(output)); // rows are written in blocks

        await predict.Signal("HUP");
        var run = await predict.End();

        Assert.Equal(Stopped, run.ExitCode);
        Assert.Contains("Stopped.", run.Error, StringComparison.Ordinal); // it ended by itself, not by the end of its patience
    }

    private string Train(TemporaryFolder folder, string program)
    {
        folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 100000"));
        return $"exec {program} train --dataset imagefolder --data '{_run.Data}' --output '{folder.At("run")}' --threads 1 --checkpoint-minutes 1000 "
            + $"--recipe '{folder.At("recipe.json")}'";
    }
}
