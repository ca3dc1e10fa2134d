using System.Text.Json.Nodes;
using Arbex.Training;

namespace Arbex.Cli.Tests.Train;

public sealed class RunFolderTests
{
    private readonly TrainedRun _run;

    public RunFolderTests(TrainedRun run) => _run = run;

    /// <summary>Texts of a run.json that is damaged.</summary>
    public static TheoryData<string> DamagedDescriptions =>
    [
        "", "{\"versions\": {", "null", "[]", "{\"device\": 3}", "NULLS",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(DamagedDescriptions))]
    public async Task A_run_whose_description_is_damaged_goes_by_its_recipe_and_its_checkpoint(string text)
    {
        using var folder = new TemporaryFolder();
        Copy(_run.Run, folder.At("run"));
        var description = folder.At("run", "run.json");
        var document = JsonNode.Parse(await File.ReadAllTextAsync(description, Token))!;
        document["weights"] = null;
        document["teachers"] = new JsonArray((JsonNode?)null);
        await File.WriteAllTextAsync(description, text == "NULLS" ? document.ToJsonString() : text, Token);

        var run = await Train(folder.At("run"), "--resume");

        run.AssertIsDone();
        Assert.Contains("run.json' cannot be read", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Delete", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_whose_descriptions_and_scores_are_damaged_is_resumed()
    {
        using var folder = new TemporaryFolder();
        string[] line =
        [
            "train", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", _run.Recipe, "--output", folder.At("runs"), "--threads", "1",
            "--seeds", "1,2",
        ];
        (await CommandRun.Of(line)).AssertIsDone();
        var before = await File.ReadAllTextAsync(folder.At("runs", "summary.json"), Token);
        await File.WriteAllTextAsync(folder.At("runs", "seed1", "run.json"), "{}", Token);
        await File.WriteAllTextAsync(folder.At("runs", "seed2", "evaluation.json"), "{\"split\":", Token);

        (await CommandRun.Of(line)).AssertIsBadInput("already holds a run");
        (await CommandRun.Of([.. line, "--resume"])).AssertIsDone();

        Assert.Equal(
            JsonNode.Parse(before)!["final"]!.ToJsonString(),
            JsonNode.Parse(await File.ReadAllTextAsync(folder.At("runs", "summary.json"), Token))!["final"]!.ToJsonString());
    }

    [Fact]
    public async Task Two_runs_in_one_folder_are_refused_whether_new_or_resumed()
    {
        using var folder = new TemporaryFolder();
        Copy(_run.Run, folder.At("run"));
        var before = await File.ReadAllBytesAsync(folder.At("run", "last.safetensors"), Token);
        using (RunFolder.Lock(folder.At("run")))
        using (RunFolder.Lock(folder.At("new")))
        using (RunFolder.Lock(folder.At("runs")))
        {
            (await Train(folder.At("run"), "--resume")).AssertIsBadInput(folder.At("run"), "Another arbex");
            (await Train(folder.At("new"), "--recipe", _run.Recipe)).AssertIsBadInput(folder.At("new"), "Another arbex");
            (await Train(folder.At("runs"), "--recipe", _run.Recipe, "--seeds", "1,2")).AssertIsBadInput(folder.At("runs"), "Another arbex");
            (await Study(folder.At("runs"))).AssertIsBadInput(folder.At("runs"), "Another arbex");
            Assert.Equal(before, await File.ReadAllBytesAsync(folder.At("run", "last.safetensors"), Token));
            Assert.Single(Directory.EnumerateFileSystemEntries(folder.At("new")));
        }

        (await Train(folder.At("run"), "--resume")).AssertIsDone(); // what was given up is no lock
    }

    [Theory]
    [InlineData("recipe.json")]
    [InlineData("run.json")]
    [InlineData("metrics.jsonl")]
    [InlineData("best.safetensors")]
    [InlineData("last.safetensors")]
    [InlineData("evaluation.json")]
    [InlineData("curves.png")]
    [InlineData("tensorboard")]
    public async Task A_new_run_takes_the_place_of_nobodys_file(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("run"));
        var mine = folder.Write(Path.Combine("run", name), "mine");
        (await Train(folder.At("run"), "--recipe", _run.Recipe)).AssertIsBadInput(mine);
        Assert.Equal("mine", await File.ReadAllTextAsync(mine, Token));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.At("run")));
    }

    [Fact]
    public async Task Weights_that_a_run_would_write_over_are_refused()
    {
        using var folder = new TemporaryFolder();
        Copy(_run.Run, folder.At("run"));
        File.Delete(folder.At("run", "last.safetensors"));
        File.Delete(folder.At("run", "evaluation.json"));
        KeepOneEpoch(folder);
        Directory.CreateSymbolicLink(folder.At("link"), folder.At("run"));
        var weights = folder.At("link", "best.safetensors");
        var before = await File.ReadAllBytesAsync(weights, Token);
        (await Train(folder.At("run"), "--recipe", _run.Recipe, "--weights", weights)).AssertIsBadInput("--weights", "overwrite");
        File.Delete(folder.At("run", "run.json"));
        (await Train(folder.At("run"), "--recipe", _run.Recipe)).AssertIsBadInput("best.safetensors");
        Assert.Equal(before, await File.ReadAllBytesAsync(weights, Token));
    }

    [Fact]
    public async Task A_folder_of_another_program_is_no_run_whose_files_have_the_same_names()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("run", "tensorboard"));
        string[] files = ["recipe.json", "run.json", "metrics.jsonl", Path.Combine("tensorboard", "notes.txt")];
        foreach (var file in files)
        {
            folder.Write(Path.Combine("run", file), "{}");
        }

        (await Train(folder.At("run"), "--recipe", _run.Recipe)).AssertIsBadInput("is not a run's", "--output");
        Assert.All(files, file => Assert.Equal("{}", File.ReadAllText(folder.At("run", file))));
    }

    [Fact]
    public async Task A_run_that_is_begun_again_deletes_no_more_than_its_own_events()
    {
        using var folder = new TemporaryFolder();
        Copy(_run.Run, folder.At("run"));
        File.Delete(folder.At("run", "last.safetensors"));
        File.Delete(folder.At("run", "best.safetensors"));
        File.Delete(folder.At("run", "evaluation.json"));
        File.Delete(folder.At("run", "run.json"));
        Directory.CreateDirectory(folder.At("run", "tensorboard", "sub"));
        string[] mine = [folder.At("run", "tensorboard", "notes.txt"), folder.At("run", "tensorboard", "sub", "notes.txt")];
        Assert.All(mine, path => File.WriteAllText(path, "mine"));
        var events = Directory.GetFiles(folder.At("run", "tensorboard"), "events.out.tfevents.*");

        (await Train(folder.At("run"), "--recipe", _run.Recipe)).AssertIsDone();

        Assert.All(mine, path => Assert.Equal("mine", File.ReadAllText(path)));
        Assert.NotEmpty(events);
        Assert.Single(Directory.GetFiles(folder.At("run", "tensorboard"), "events.out.tfevents.*"));
    }

    [Fact]
    public async Task A_run_without_its_last_checkpoint_keeps_its_best_one()
    {
        using var folder = new TemporaryFolder();
        Copy(_run.Run, folder.At("run"));
        File.Delete(folder.At("run", "last.safetensors"));
        File.Delete(folder.At("run", "evaluation.json"));
        var best = folder.At("run", "best.safetensors");
        var before = await File.ReadAllBytesAsync(best, Token);
        var metrics = folder.At("run", "metrics.jsonl");
        var lines = await File.ReadAllLinesAsync(metrics, Token);
        await File.WriteAllLinesAsync(metrics, [lines[0], lines[0].Replace("\"epoch\":1", "\"epoch\":2", StringComparison.Ordinal)], Token);

        (await Train(folder.At("run"), "--recipe", _run.Recipe)).AssertIsBadInput("cannot be resumed", "Move the run");
        Assert.Equal(before, await File.ReadAllBytesAsync(best, Token));

        KeepOneEpoch(folder); // as a run leaves it that was killed between its first best and its first last checkpoint
        (await Train(folder.At("run"), "--recipe", folder.Write("other.json", Samples.MicroRecipeWith("\"epochs\": 7"))))
            .AssertIsBadInput("cannot be resumed", "Move the run");
        Assert.Equal(before, await File.ReadAllBytesAsync(best, Token));
        (await Train(folder.At("run"), "--recipe", _run.Recipe)).AssertIsDone();
    }

    [Fact]
    public async Task A_pipe_where_a_run_has_a_file_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such pipes.");
        using var folder = new TemporaryFolder();
        Copy(_run.Run, folder.At("runs", "a"));
        File.Delete(folder.At("runs", "a", "evaluation.json"));
        MakePipe(folder.At("runs", "a", "evaluation.json"));
        MakePipe(folder.At("weights.safetensors"));

        (await CommandRun.Of(
            "ablate", "k", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", _run.Recipe, "--seeds", "1", "--k", "0",
            "--reuse", folder.At("runs"), "--output", folder.At("study"))).AssertIsDone();
        (await Train(folder.At("new"), "--recipe", _run.Recipe, "--weights", folder.At("weights.safetensors")))
            .AssertIsBadInput("weights.safetensors", "named pipe");
        Assert.Throws<ArbexException>(() => StartingFile.At(folder.At("weights.safetensors")));
        File.Delete(folder.At("runs", "a", "metrics.jsonl"));
        MakePipe(folder.At("runs", "a", "metrics.jsonl"));
        Assert.Throws<ArbexException>(() => RunFolder.At(folder.At("runs", "a")).ReadMetrics());
    }

    private static void MakePipe(string path)
    {
        using var process = System.Diagnostics.Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static void KeepOneEpoch(TemporaryFolder folder)
    {
        var metrics = folder.At("run", "metrics.jsonl");
        File.WriteAllText(metrics, File.ReadLines(metrics).First() + "\n");
    }

    [Theory]
    [InlineData("tensorboard", false)]
    [InlineData("metrics.jsonl", true)]
    [InlineData("curves.png", true)]
    public async Task A_file_where_a_run_has_a_folder_and_the_other_way_round_is_named(string name, bool isFolder)
    {
        using var folder = new TemporaryFolder();
        Copy(_run.Run, folder.At("run"));
        var path = folder.At("run", name);
        if (isFolder)
        {
            File.Delete(path);
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.Delete(path, recursive: true);
            await File.WriteAllTextAsync(path, "mine", Token);
        }

        (await Train(folder.At("run"), "--resume")).AssertIsBadInput(path, isFolder ? "folder" : "file");
    }

    [Fact]
    public async Task Tables_of_somebody_else_stay_as_they_are()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "summary.md", "summary.json", "table.md", "table.csv", "plot.png", "curves.png" })
        {
            var mine = folder.Write(name, "mine");
            var run = name[0] == 's' ? await Train(folder.FullName, "--recipe", _run.Recipe, "--seeds", "1,2") : await Study(folder.FullName);
            run.AssertIsBadInput(mine);
            Assert.Equal("mine", await File.ReadAllTextAsync(mine, Token));
            File.Delete(mine);
        }

        var sheet = folder.Write("contact-sheet.png", "mine");
        (await CommandRun.Of("demo", "--output", folder.FullName)).AssertIsBadInput(sheet);
    }

    [Fact]
    public async Task Only_what_a_killed_run_left_is_deleted()
    {
        using var folder = new TemporaryFolder();
        Copy(_run.Run, folder.At("run"));
        string[] files = ["download.mkv.partial", "last.safetensors.17.partial", ".arbex-0123456789abcdef.partial"];
        foreach (var file in files)
        {
            folder.Write(Path.Combine("run", file), "precious");
            File.SetLastWriteTimeUtc(folder.At("run", file), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
        }

        (await Train(folder.At("run"), "--resume")).AssertIsDone();

        Assert.Equal(files[..2], files.Where(file => File.Exists(folder.At("run", file))));
    }

    private Task<CommandRun> Train(string output, params string[] more) => CommandRun.Of(
        ["train", "--dataset", "imagefolder", "--data", _run.Data, "--output", output, "--threads", "1", .. more]);

    private Task<CommandRun> Study(string output) => CommandRun.Of(
        "ablate", "k", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", _run.Recipe, "--seeds", "1", "--k", "0", "--output", output);

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
