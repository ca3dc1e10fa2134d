using Arbex.Cli.Hosting;

namespace Arbex.Cli.Tests;

public sealed class StoppingTests
{
    /// <summary>The clock is read this often before the first step is done, and not yet at the end of the epoch.</summary>
    private const int ReadsInsideAnEpoch = 8;

    private readonly TrainedRun _run;

    public StoppingTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task A_run_stopped_before_its_first_epoch_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new StoppingClock(_ => true);

        var run = await CommandRun.Of(Train(folder.At("run")), stop, stop.Token);

        Assert.Equal(ExitCode.Stopped, run.ExitCode);
        Assert.Contains("nothing was kept", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("run")));
    }

    [Fact]
    public async Task A_stopped_run_says_how_to_resume_and_ends_as_an_unbroken_one()
    {
        using var folder = new TemporaryFolder();
        using var stop = new StoppingClock(reads => reads >= ReadsInsideAnEpoch);
        var stopped = await CommandRun.Of(Train(folder.At("run")), stop, stop.Token);
        Assert.True(stopped.ExitCode == ExitCode.Stopped, stopped.Error);
        Assert.Contains("--resume", stopped.ErrorLines[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("run", "last.safetensors")));
        Assert.False(File.Exists(folder.At("run", "evaluation.json")));

        var refused = await CommandRun.Of([.. Train(folder.At("run")), "--resume"]);
        refused.AssertIsBadInput("--recipe");
        string[] resume =
        [
            "train", "--dataset", "imagefolder", "--data", _run.Data, "--output", folder.At("run"), "--threads", "1",
            "--resume", "--json",
        ];
        var resumed = await CommandRun.Of(resume);
        resumed.AssertIsDone();
        Assert.Equal(2, resumed.Json["epochs"]!.GetValue<int>());
        Assert.Equal(
            _run.Training!.Json["evaluation"]!["final"]!["nll"]!.GetValue<double>(),
            resumed.Json["evaluation"]!["final"]!["nll"]!.GetValue<double>(), 4);
    }

    [Fact]
    public async Task A_run_with_a_teacher_goes_on_with_the_same_teacher_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("taught.json", Samples.MicroRecipeWith("\"epochs\": 2, \"distillation\": { \"weight\": 0.5 }"));
        using var stop = new StoppingClock(reads => reads >= ReadsInsideAnEpoch);
        string[] train =
            [.. Train(folder.At("run")).Select(word => word == _run.Recipe ? folder.At("taught.json") : word), "--distil-from", _run.Model];
        var stopped = await CommandRun.Of(train, stop, stop.Token);
        Assert.True(stopped.ExitCode == ExitCode.Stopped, stopped.Error);

        string[] resume =
        [
            "train", "--dataset", "imagefolder", "--data", _run.Data, "--output", folder.At("run"), "--threads", "1", "--resume",
        ];
        (await CommandRun.Of(resume)).AssertIsBadInput("learnt from best.safetensors", "no teacher");
        File.Copy(folder.At("run", "last.safetensors"), folder.At("other.safetensors"));
        (await CommandRun.Of([.. resume, "--distil-from", folder.At("other.safetensors")])).AssertIsBadInput("other.safetensors");
        (await CommandRun.Of([.. resume, "--distil-from", _run.Model])).AssertIsDone();
    }

    [Fact]
    public async Task What_is_not_the_users_doing_is_exit_code_1()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.Of(
            Train(folder.At("run")), new BrokenClock(), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("The clock is broken.", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("run")));
    }

    [Fact]
    public async Task A_run_does_not_go_on_with_other_samples_and_says_when_it_does_with_other_threads()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        using var stop = new StoppingClock(reads => reads >= ReadsInsideAnEpoch);
        string[] train = [.. Train(folder.At("run")).Select(word => word == _run.Data ? folder.At("data") : word)];
        Assert.Equal(ExitCode.Stopped, (await CommandRun.Of(train, stop, stop.Token)).ExitCode);

        string[] resume = ["train", "--dataset", "imagefolder", "--data", folder.At("data"), "--output", folder.At("run"), "--resume"];
        File.Copy(folder.At("data", "train", "happy", "0.png"), folder.At("data", "train", "sad", "again.png"));
        (await CommandRun.Of([.. resume, "--threads", "1"])).AssertIsBadInput("other names, parts or labels", "--data");
        File.Delete(folder.At("data", "train", "sad", "again.png"));
        var resumed = await CommandRun.Of([.. resume, "--threads", "2"]);
        resumed.AssertIsDone();
        Assert.Contains("with one thread and goes on on 'cpu' with 2 threads", resumed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_and_events_that_are_not_a_runs_stay_as_they_are()
    {
        using var folder = new TemporaryFolder();
        var own = "// mine\n" + Samples.MicroRecipe;
        folder.Write("recipe.json", own);
        string[] train = [.. Train(folder.At(".")).Select(word => word == _run.Recipe ? folder.At("recipe.json") : word)];
        (await CommandRun.Of(train)).AssertIsBadInput("--recipe", "overwrite");
        (await CommandRun.Of(Train(folder.At(".")))).AssertIsBadInput("recipe.json", "not a run's");
        Assert.Equal(own, await File.ReadAllTextAsync(folder.At("recipe.json"), TestContext.Current.CancellationToken));

        Directory.CreateDirectory(folder.At("other", "tensorboard", "theirs"));
        (await CommandRun.Of(Train(folder.At("other")))).AssertIsBadInput("tensorboard", "not a run's");
        Assert.True(Directory.Exists(folder.At("other", "tensorboard", "theirs")));
    }

    private string[] Train(string output) =>
    [
        "train", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", _run.Recipe, "--output", output, "--threads",
        "1",
    ];

    private sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw new InvalidOperationException("The clock is broken.");
    }
}
