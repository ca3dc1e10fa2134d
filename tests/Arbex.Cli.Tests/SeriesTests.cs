using System.Text.Json.Nodes;
using Arbex.Cli.Hosting;

namespace Arbex.Cli.Tests;

public sealed class SeriesTests
{
    private readonly TrainedRun _run;

    public SeriesTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task Seeds_are_trained_one_after_another_and_summed_up()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.Of([.. Train(folder.At("series")), "--seeds", "2,1", "--json"]);

        run.AssertIsDone();
        Assert.Equal(["seed2", "seed1"], run.Json["runs"]!.AsArray().Select(one => one!["name"]!.GetValue<string>()));
        Assert.True(JsonNode.DeepEquals(run.Json, JsonNode.Parse(await Read(folder.At("series", "summary.json")))));
        // The recipe's own seed is 1, so that this run is the one that others use.
        Assert.True(JsonNode.DeepEquals(_run.Training!.Json["evaluation"], run.Json["models"]![1]!["evaluation"]));
        foreach (var distribution in new[] { "final", "primary", "anchor", "attention" })
        {
            var accuracy = run.Json[distribution]!["accuracy"]!;
            Assert.Equal(
                accuracy["values"]!.AsArray().Average(value => value!.GetValue<double>()),
                accuracy["mean"]!.GetValue<double>(), 1e-12);
        }

        // The epoch was chosen on the part that the runs are scored on.
        Assert.Contains("too good", run.Json["warning"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(
            run.ErrorLines, line => line.StartsWith("warning: The model was chosen", StringComparison.Ordinal));
        var page = await Read(folder.At("series", "summary.md"));
        Assert.Contains("too good", page, StringComparison.Ordinal);
        Assert.Contains("| seed2 |", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_goes_on_where_it_was_and_does_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var series = folder.At("series");
        (await CommandRun.Of([.. Train(series), "--seeds", "1"])).AssertIsDone();
        (await CommandRun.Of([.. Train(series), "--seeds", "1,2"])).AssertIsBadInput("already holds a run", "--resume");
        (await CommandRun.Of([.. Train(series), "--seeds", "1,2", "--resume", "--epochs", "3"]))
            .AssertIsBadInput("seed1", "epochs is 2 there and 3 here");
        (await CommandRun.Of([.. Train(series), "--seeds", "1,2", "--resume", "--weights", _run.Model]))
            .AssertIsBadInput("started from no weights", "best.safetensors");
        (await CommandRun.Of([.. Train(series), "--seeds", "1,2", "--resume", "--split-plan", "random:0.5"]))
            .AssertIsBadInput("was trained on", "--split-plan");
        Assert.False(Directory.Exists(folder.At("series", "seed2")));

        // A run that was killed before its first checkpoint left its recipe and nothing to go on from.
        Directory.CreateDirectory(folder.At("series", "seed2"));
        File.Copy(folder.At("series", "seed1", "recipe.json"), folder.At("series", "seed2", "recipe.json"));
        var rest = await CommandRun.Of([.. Train(series), "--seeds", "1,2", "--resume"]);
        rest.AssertIsDone();
        Assert.DoesNotContain("Run 1 of 2", rest.Error, StringComparison.Ordinal);
        Assert.Contains("Run 2 of 2", rest.Error, StringComparison.Ordinal);
        Assert.Contains("2 models", rest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_series_says_what_is_done_and_how_to_go_on()
    {
        using var folder = new TemporaryFolder();
        string[] command = [.. Train(folder.At("series")), "--seeds", "1,2"];
        using var stop = new StoppingClock(_ => Directory.Exists(folder.At("series", "seed2")));
        var stopped = await CommandRun.Of(command, stop, stop.Token);

        Assert.Equal(ExitCode.Stopped, stopped.ExitCode);
        Assert.Contains("1 of 2 runs are done", stopped.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Contains("same command with --resume", stopped.ErrorLines[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("series", "summary.json")));
        (await CommandRun.Of([.. command, "--resume"])).AssertIsDone();
        Assert.True(File.Exists(folder.At("series", "summary.json")));
    }

    [Fact]
    public async Task Each_fold_is_scored_on_what_it_left_out_and_chooses_on_what_it_held_out()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.Of([.. Train(folder.At("folds")), "--folds", "3", "--seed", "5", "--json"]);

        run.AssertIsDone();
        Assert.Equal(
            ["fold1", "fold2", "fold3"],
            run.Json["runs"]!.AsArray().Select(one => one!["name"]!.GetValue<string>()));
        Assert.Null(run.Json["warning"]);
        var models = run.Json["models"]!.AsArray().Select(model => model!["evaluation"]!).ToArray();
        Assert.All(models, model => Assert.Equal("test", model["split"]!.GetValue<string>()));
        Assert.Equal(18, models.Sum(model => model["samples"]!.GetValue<int>()));
        Assert.Contains("3 folds", run.Json["subject"]!.GetValue<string>(), StringComparison.Ordinal);
        var description = JsonNode.Parse(await Read(folder.At("folds", "fold2", "run.json")))!;
        Assert.StartsWith(
            "valid: 10 % held out (seed 1): 3 of 12", description["selection"]!.GetValue<string>(),
            StringComparison.Ordinal);

        var again = await CommandRun.Of(
            "evaluate", "--model", folder.At("folds", "fold2", "best.safetensors"), "--dataset", "imagefolder",
            "--data", _run.Data, "--split-plan", "kfold:3:1", "--split", "test", "--threads", "1", "--json");
        again.AssertIsDone();
        Assert.True(JsonNode.DeepEquals(again.Json["final"], models[1]["final"]));
        Assert.DoesNotContain("warning", again.Error, StringComparison.Ordinal);
    }

    private static Task<string> Read(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

    private string[] Train(string output) =>
    [
        "train", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", _run.Recipe, "--output", output,
        "--threads", "1",
    ];
}
