using System.Text.Json.Nodes;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Packing;

namespace Arbex.Cli.Tests;

public sealed class RoundTripTests
{
    private static readonly string[] Distributions = ["final", "primary", "anchor", "attention"];
    private static readonly string[] Metrics = ["accuracy", "macroF1", "ece", "nll", "brier", "aurc"];

    private readonly TrainedRun _run;

    public RoundTripTests(TrainedRun run) => _run = run;

    [Fact]
    public void Training_answers_with_one_document_and_fills_the_run_folder()
    {
        var training = _run.Training!;
        training.AssertIsDone();
        Assert.Equal(_run.Run, training.Json["runFolder"]!.GetValue<string>());
        Assert.Equal(2, training.Json["epochs"]!.GetValue<int>());
        Assert.InRange(training.Json["bestValidation"]!["accuracy"]!.GetValue<double>(), 0, 1);
        Assert.Equal(6, training.Json["evaluation"]!["samples"]!.GetValue<int>());
        Assert.Equal(2, training.ErrorLines.Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "best.safetensors", "curves.png", "evaluation.json", "last.safetensors", "metrics.jsonl", "recipe.json",
                "run.json",
            ],
            Directory.EnumerateFiles(_run.Run).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(Imaging.ImageDecoder.Decode(Path.Combine(_run.Run, "curves.png")).Width > 1000);
    }

    [Fact]
    public async Task Training_from_a_pack_on_several_workers_ends_as_training_from_the_files()
    {
        using var folder = new TemporaryFolder();
        PackWriter.Write(DatasetCatalog.Open("imagefolder", _run.Data).Dataset, folder.At("faces.pack"));
        var packed = await CommandRun.Of(
            "train", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", _run.Recipe, "--output", folder.At("run"),
            "--threads", "1", "--workers", "3", "--packed", folder.At("faces.pack"), "--json");

        packed.AssertIsDone();
        Assert.True(JsonNode.DeepEquals(_run.Training!.Json["evaluation"], packed.Json["evaluation"]));
    }

    [Fact]
    public async Task Evaluating_the_best_checkpoint_gives_what_training_reported()
    {
        using var folder = new TemporaryFolder();
        var file = folder.At("new", "evaluation.json");
        var run = await CommandRun.Of(
            "evaluate", "--model", _run.Model, "--dataset", "imagefolder", "--data", _run.Data, "--split", "valid",
            "--threads", "1", "--output", file, "--json");

        run.AssertIsDone();
        Assert.Equal(6, run.Json["samples"]!.GetValue<int>());
        Assert.Equal(Samples.Classes, run.Json["labels"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.All(Distributions, name => Assert.All(
            Metrics, metric => Assert.True(double.IsFinite(run.Json[name]![metric]!.GetValue<double>()))));
        Assert.True(JsonNode.DeepEquals(run.Json, JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))));
        Assert.True(JsonNode.DeepEquals(run.Json, _run.Training!.Json["evaluation"]));
    }

    [Fact]
    public async Task Evaluating_for_people_shows_the_distributions_side_by_side()
    {
        var run = await CommandRun.Of(
            "evaluate", "--model", _run.Model, "--dataset", "imagefolder", "--data", _run.Data, "--threads", "1");

        run.AssertIsDone();
        Assert.All(Distributions, name => Assert.Contains(name, run.Output, StringComparison.Ordinal));
        Assert.All(Samples.Classes, name => Assert.Contains(name, run.Output, StringComparison.Ordinal));
        Assert.Contains("Balancing changed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_anchors_has_no_corrections_to_report()
    {
        using var folder = new TemporaryFolder();
        var recipe = folder.Write(
            "plain.json",
            Samples.MicroRecipeWith("\"epochs\": 1").Replace("\"anchorsPerClass\": 2", "\"anchorsPerClass\": 0", StringComparison.Ordinal));
        string[] data = ["--dataset", "imagefolder", "--data", _run.Data, "--threads", "1"];
        (await CommandRun.Of(["train", "--recipe", recipe, "--output", folder.At("run"), .. data])).AssertIsDone();

        var model = folder.At("run", "best.safetensors");
        var run = await CommandRun.Of(["evaluate", "--model", model, "--json", .. data]);
        Assert.True(run.Json.AsObject().ContainsKey("anchor"));
        Assert.Null(run.Json["anchor"]);
        Assert.Null(run.Json["attention"]);
        (await CommandRun.Of(["evaluate", "--model", model, .. data])).AssertIsDone();
    }

    [Fact]
    public async Task Predicting_answers_for_each_file_and_draws_the_figure()
    {
        using var folder = new TemporaryFolder();
        var picture = folder.At("answers.png");
        var missing = folder.At("missing.png");
        var run = await CommandRun.Of(
            "predict", "--model", _run.Model, "--detector", "whole", "--json", "--figure", picture, "--threads", "1", _run.Picture, missing);

        run.AssertIsDone();
        var answers = run.Json.AsArray();
        Assert.Equal(2, answers.Count);
        Assert.Equal(_run.Picture, answers[0]!["file"]!.GetValue<string>());
        var face = Assert.Single(answers[0]!["faces"]!.AsArray())!;
        Assert.Null(face["box"]); // the whole picture
        var final = face["final"]!.AsObject();
        Assert.Equal(Samples.Classes, final.Select(pair => pair.Key));
        Assert.Equal(1, final.Sum(pair => pair.Value!.GetValue<double>()), 5);
        Assert.Equal(1, face["primary"]!.AsObject().Sum(pair => pair.Value!.GetValue<double>()), 5);
        var expression = face["expression"]!.GetValue<string>();
        Assert.Equal(face["confidence"]!.GetValue<double>(), final[expression]!.GetValue<double>());
        Assert.Contains("does not exist", answers[1]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(Imaging.ImageDecoder.Decode(picture).Width > 500);
    }

    [Fact]
    public async Task Predicting_fails_only_where_no_picture_could_be_read()
    {
        var missing = Path.Combine(_run.Data, "missing.png");
        var none = await CommandRun.Of("predict", "--model", _run.Model, "--detector", "whole", "--json", missing);
        Assert.Equal(ExitCode.BadInput, none.ExitCode);
        Assert.Single(none.Json.AsArray());

        var strict = await CommandRun.Of(
            "predict", "--model", _run.Model, "--detector", "whole", "--threads", "1", "--strict", "--json", _run.Picture, missing);
        strict.AssertIsBadInput("missing.png");

        var shown = await CommandRun.Of(
            "predict", "--model", _run.Model, "--detector", "whole", "--threads", "1", _run.Picture, missing);
        shown.AssertIsDone();
        Assert.Contains("warning: ", shown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_of_a_model_says_what_it_is_and_how_it_was_trained()
    {
        var run = await CommandRun.Of("info", "--model", _run.Model, "--json");

        run.AssertIsDone();
        Assert.InRange(run.Json["parameters"]!.GetValue<long>(), 1000, 100_000);
        Assert.InRange(run.Json["multiplyAdds"]!.GetValue<long>(), 1000, 100_000_000);
        Assert.Equal(32, run.Json["inputSize"]!.GetValue<int>());
        Assert.Equal(Samples.Classes, run.Json["labels"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(2, run.Json["options"]!["reliability"]!["anchorsPerClass"]!.GetValue<int>());
        Assert.Equal(8, run.Json["recipe"]!["batchSize"]!.GetValue<int>());
        Assert.Contains("ImageFolder", run.Json["trainedOn"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(run.Json["metrics"]!["valid.final.accuracy"]);
        Assert.NotNull(run.Json["versions"]!["torchSharp"]);
    }

    [Fact]
    public async Task Info_of_a_preset_counts_it()
    {
        var run = await CommandRun.Of("info", "--preset", "compact");

        run.AssertIsDone();
        Assert.Contains("parameters", run.Output, StringComparison.Ordinal);
        Assert.Contains("neutral, happiness", run.Output, StringComparison.Ordinal);
    }
}
