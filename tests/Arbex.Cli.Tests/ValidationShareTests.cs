using System.Text.Json.Nodes;

namespace Arbex.Cli.Tests;

/// <summary>Data with a training and a test part, as RAF-DB has them.</summary>
public sealed class ValidationShareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrainedRun _run;

    public ValidationShareTests(TrainedRun run)
    {
        _run = run;
        Samples.WriteImageFolder(_folder.At("data"), Samples.Classes);
        Directory.Move(_folder.At("data", "valid"), _folder.At("data", "test"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_samples_are_held_out_to_validate_on_and_can_be_found_again()
    {
        var trained = await Train("run", "--label-noise", "0.5", "--json");
        trained.AssertIsDone();
        Assert.Contains(
            "3 of 12 training samples are held out for it (data.validationShare 0.1, --split-seed 1)", trained.Error,
            StringComparison.Ordinal);
        Assert.Contains("9 train, 3 valid, 6 test", trained.Error, StringComparison.Ordinal);
        Assert.Equal(
            "ImageFolder (data), 10 % held out (seed 1)",
            trained.Json["evaluation"]!["dataset"]!.GetValue<string>());
        Assert.Equal("valid", trained.Json["evaluation"]!["split"]!.GetValue<string>());
        Assert.Equal(
            "valid: 10 % held out (seed 1): 3 of 12 training samples",
            JsonNode.Parse(await Read("run", "run.json"))!["selection"]!.GetValue<string>());

        var again = await Evaluate("valid", "--json");
        again.AssertIsDone();
        Assert.True(JsonNode.DeepEquals(trained.Json["evaluation"], again.Json));
        Assert.Contains("was chosen by its accuracy on the valid part", again.Error, StringComparison.Ordinal);
        (await Evaluate("valid", "--split-seed", "2")).AssertIsBadInput("may have learnt", "--split-seed");

        var test = await Evaluate("test");
        test.AssertIsDone();
        Assert.DoesNotContain("warning", test.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_on_with_another_division_is_refused()
    {
        (await Train("run", "--epochs", "1")).AssertIsDone();
        string[] resume =
        [
            "train", "--dataset", "imagefolder", "--data", _folder.At("data"), "--output", _folder.At("run"),
            "--threads", "1", "--resume",
        ];
        (await CommandRun.Of([.. resume, "--split-seed", "2"]))
            .AssertIsBadInput("held out (seed 1)", "held out (seed 2)");
        (await CommandRun.Of(resume)).AssertIsDone();
    }

    [Fact]
    public async Task The_test_part_is_scored_where_asked_for_and_never_chooses()
    {
        var run = await Train("run", "--score-on", "test", "--json");
        run.AssertIsDone();
        Assert.Equal("test", run.Json["evaluation"]!["split"]!.GetValue<string>());
        Assert.Equal(6, run.Json["evaluation"]!["samples"]!.GetValue<int>());
        var info = await CommandRun.Of("info", "--model", _folder.At("run", "best.safetensors"), "--json");
        Assert.NotNull(info.Json["metrics"]!["valid.final.accuracy"]);
    }

    [Fact]
    public async Task Without_a_share_the_last_epoch_is_kept_and_said_so()
    {
        _folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 1, \"data\": { \"validationShare\": 0 }"));
        var run = await CommandRun.Of(
            "train", "--dataset", "imagefolder", "--data", _folder.At("data"), "--recipe", _folder.At("recipe.json"),
            "--output", _folder.At("run"), "--threads", "1", "--json");
        run.AssertIsDone();
        Assert.Contains("12 train, 6 test", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning: ImageFolder (data) has no valid samples", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Json["evaluation"]);
        Assert.Equal(
            "nothing: the last epoch is kept",
            JsonNode.Parse(await Read("run", "run.json"))!["selection"]!.GetValue<string>());
        (await Evaluate("valid")).AssertIsBadInput("train, test");
    }

    private Task<string> Read(params string[] names) =>
        File.ReadAllTextAsync(_folder.At(names), TestContext.Current.CancellationToken);

    private Task<CommandRun> Train(string output, params string[] more) => CommandRun.Of(
    [
        "train", "--dataset", "imagefolder", "--data", _folder.At("data"), "--recipe", _run.Recipe, "--output",
        _folder.At(output), "--threads", "1", .. more,
    ]);

    private Task<CommandRun> Evaluate(string split, params string[] more) => CommandRun.Of(
    [
        "evaluate", "--model", _folder.At("run", "best.safetensors"), "--dataset", "imagefolder", "--data",
        _folder.At("data"), "--split", split, "--threads", "1", .. more,
    ]);
}
