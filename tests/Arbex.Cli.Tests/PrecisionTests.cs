namespace Arbex.Cli.Tests;

public sealed class PrecisionTests
{
    private const string Lacking = "has no instructions";

    [Fact]
    public async Task A_run_says_in_which_precision_it_was_trained_and_warns_where_that_changes()
    {
        using var folder = new TemporaryFolder();
        var faces = folder.Write("faces.json", Samples.MicroFaces);
        var recipe = folder.Write(
            "recipe.json", Samples.MicroRecipeWith("\"epochs\": 1, \"precision\": \"bFloat16\""));
        string[] train =
            ["train", "--dataset", "generated", "--data", faces, "--output", folder.At("run"), "--threads", "1"];
        var (done, other) = BFloat16Support.OfProcessor ? ("bFloat16", "full") : ("full", "bFloat16");

        var first = await CommandRun.Of([.. train, "--recipe", recipe]);
        first.AssertIsDone();
        Assert.Equal(BFloat16Support.OfProcessor ? 0 : 1, first.ErrorLines.Count(IsOfPrecision));
        var description = await File.ReadAllTextAsync(folder.At("run", "run.json"), TestContext.Current.CancellationToken);
        Assert.Contains($"\"precision\": \"{done}\"", description, StringComparison.Ordinal);

        Assert.DoesNotContain("was begun in", (await CommandRun.Of([.. train, "--resume"])).Error, StringComparison.Ordinal);
        folder.Write(
            Path.Combine("run", "run.json"),
            description.Replace($"\"precision\": \"{done}\"", $"\"precision\": \"{other}\"", StringComparison.Ordinal));
        var moved = await CommandRun.Of([.. train, "--resume"]);
        moved.AssertIsDone();
        Assert.Contains("was begun in", moved.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_runs_of_one_command_warn_of_it_once()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.Of(
            "train", "--dataset", "generated", "--data", folder.Write("faces.json", Samples.MicroFaces), "--output",
            folder.At("runs"), "--threads", "1", "--seeds", "1,2", "--recipe",
            folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 1, \"precision\": \"bFloat16\"")));
        run.AssertIsDone();
        Assert.Equal(BFloat16Support.OfProcessor ? 0 : 1, run.ErrorLines.Count(IsOfPrecision));
    }

    private static bool IsOfPrecision(string line) => line.Contains(Lacking, StringComparison.Ordinal);
}
