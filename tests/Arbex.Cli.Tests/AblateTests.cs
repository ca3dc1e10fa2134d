namespace Arbex.Cli.Tests;

public sealed class AblateTests
{
    private readonly TrainedRun _run;

    public AblateTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task A_study_runs_its_cells_writes_its_table_and_does_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var first = await CommandRun.Of(Ablate(folder, "0"));
        first.AssertIsDone();
        var both = await CommandRun.Of(Ablate(folder, "0,2"));
        both.AssertIsDone();

        Assert.Contains("| K = 2 | 1 |", both.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("k_0", both.Error, StringComparison.Ordinal); // was done before
        Assert.Contains("k_2", both.Error, StringComparison.Ordinal);
        Assert.Equal(both.Output, await File.ReadAllTextAsync(folder.At("study", "table.md"), Token));
        Assert.Equal(3, (await File.ReadAllLinesAsync(folder.At("study", "table.csv"), Token)).Length);
    }

    [Fact]
    public async Task A_finished_run_of_another_study_is_taken_over()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of(Ablate(folder, "0"))).AssertIsDone();
        string[] other =
        [
            "ablate", "noise", .. Ablate(folder, "0")[2..], "--levels", "0,50", "--reuse", folder.At("study"),
        ];
        other[Array.IndexOf(other, folder.At("study"))] = folder.At("other");
        var second = await CommandRun.Of(other);
        second.AssertIsDone();

        Assert.Contains("Taken over from", second.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("other", "k_0-0-seed5", "best.safetensors")));
        Assert.True(File.Exists(folder.At("other", "k_0-50-seed5", "best.safetensors"))); // other labels: trained
        Assert.True(File.Exists(folder.At("other", "plot.png")));
        other[^1] = folder.At("nowhere");
        (await CommandRun.Of(other)).AssertIsBadInput("--reuse", "nowhere");
    }

    [Fact]
    public async Task A_study_of_another_recipe_and_a_list_that_is_none_are_refused()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of(Ablate(folder, "0"))).AssertIsDone();
        (await CommandRun.Of([.. Ablate(folder, "0"), "--epochs", "3"])).AssertIsBadInput("another recipe");
        (await CommandRun.Of(Ablate(folder, "0,ten"))).AssertIsBadInput("--k", "ten");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] Ablate(TemporaryFolder folder, string anchors) =>
    [
        "ablate", "k", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", _run.Recipe, "--output", folder.At("study"),
        "--seeds", "5", "--k", anchors, "--threads", "1",
    ];
}
