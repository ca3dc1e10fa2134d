using System.Xml.Linq;

namespace Arbex.Cli.Tests;

public sealed class EvaluateTests
{
    private readonly TrainedRun _run;

    public EvaluateTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task A_report_and_its_pictures_are_written_beside_the_numbers()
    {
        using var folder = new TemporaryFolder();
        var run = await Evaluate(
            "--model", _run.Model, "--report", folder.At("new", "report.html"), "--pictures", folder.At("pictures"),
            "--json");

        run.AssertIsDone();
        Assert.NotNull(run.Json["intervals"]!["final"]!["accuracy"]!["low"]);
        var page = XDocument.Parse(await File.ReadAllTextAsync(
            folder.At("new", "report.html"), TestContext.Current.CancellationToken)).Root!;
        // The run's folder has metrics.jsonl, so its curves are there too.
        Assert.Contains(page.Descendants("section"), section => section.Attribute("id")!.Value == "training");
        Assert.Contains("--report", page.Descendants("code").Single().Value, StringComparison.Ordinal);
        Assert.Contains("confusion.png", Directory.EnumerateFiles(folder.At("pictures")).Select(Path.GetFileName));
        Assert.Contains(run.ErrorLines, line => line.Contains("needs no other file", StringComparison.Ordinal));
        Assert.Contains(
            run.ErrorLines, line => line.StartsWith("warning: The model was chosen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_checkpoint_outside_its_run_has_a_report_without_curves()
    {
        using var folder = new TemporaryFolder();
        var model = folder.At("model.safetensors");
        File.Copy(_run.Model, model);
        var run = await Evaluate("--model", model, "--report", folder.At("report.html"));

        run.AssertIsDone();
        Assert.DoesNotContain(
            "id=\"training\"",
            await File.ReadAllTextAsync(folder.At("report.html"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreadable_metrics_of_a_run_cost_the_report_its_curves_only()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(_run.Run))
        {
            File.Copy(file, folder.At(Path.GetFileName(file)));
        }

        folder.Write("metrics.jsonl", "{ no\n");
        var run = await Evaluate("--model", folder.At("best.safetensors"), "--report", folder.At("report.html"));

        run.AssertIsDone();
        Assert.Contains("no training curves", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("report.html")));
    }

    [Fact]
    public async Task Several_models_give_mean_and_spread()
    {
        var last = Path.Combine(_run.Run, "last.safetensors");
        var json = await Evaluate(_run.Model, last, "--json");

        json.AssertIsDone();
        var accuracy = json.Json["final"]!["accuracy"]!;
        Assert.Equal(2, accuracy["values"]!.AsArray().Count);
        Assert.Equal(
            accuracy["values"]!.AsArray().Average(value => value!.GetValue<double>()),
            accuracy["mean"]!.GetValue<double>(), 1e-12);
        Assert.Equal(
            [_run.Model, last], json.Json["models"]!.AsArray().Select(model => model!["model"]!.GetValue<string>()));

        var shown = await Evaluate(_run.Model, last);
        shown.AssertIsDone();
        Assert.Contains("2 models", shown.Output, StringComparison.Ordinal);
        Assert.Contains("±", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Temperatures_are_fitted_to_another_part()
    {
        var run = await Evaluate("--model", _run.Model, "--calibrate-on", "train", "--json");

        run.AssertIsDone();
        Assert.Equal("train", run.Json["temperature"]!["fittedOn"]!.GetValue<string>());
        Assert.Equal(12, run.Json["temperature"]!["fittedSamples"]!.GetValue<int>());
        Assert.Contains("that the network has learnt from", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "Temperature fitted on train",
            (await Evaluate("--model", _run.Model, "--calibrate-on", "train")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_are_all_right_or_all_wrong_give_no_temperature_and_it_is_said()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        foreach (var name in Samples.Classes.Skip(1))
        {
            Directory.Delete(folder.At("data", "train", name), recursive: true);
        }

        foreach (var picture in Directory.EnumerateFiles(folder.At("data", "train"), "*.png", SearchOption.AllDirectories).Skip(1).ToArray())
        {
            File.Delete(picture);
        }

        var run = await CommandRun.Of(
            "evaluate", "--dataset", "imagefolder", "--data", folder.At("data"), "--threads", "1", "--model", _run.Model,
            "--calibrate-on", "train", "--json");

        run.AssertIsDone();
        Assert.Equal(1, run.Json["temperature"]!["fittedSamples"]!.GetValue<int>());
        Assert.Equal(1, run.Json["temperature"]!["finalTemperature"]!.GetValue<double>());
        Assert.Contains("all right or all wrong: it stays 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_before_the_work()
    {
        (await Evaluate()).AssertIsBadInput("arbex-compact-ferplus", "contempt"); // the model that comes along
        (await Evaluate(_run.Model, _run.Model)).AssertIsBadInput("twice");
        (await Evaluate(_run.Model, "--calibrate-on", "valid")).AssertIsBadInput("--calibrate-on", "--split");
        (await Evaluate(_run.Model, "--calibrate-on", "test")).AssertIsBadInput("--calibrate-on", "train, valid");
        (await Evaluate(_run.Model, "--report", "page.txt")).AssertIsBadInput("--report", ".html");
        (await Evaluate(_run.Model, "--pictures", _run.Picture)).AssertIsBadInput("--pictures", "file");
        (await Evaluate(_run.Model, _run.Model + "2", "--report", "page.html")).AssertIsBadInput(
            "--report", "one by one");
    }

    private Task<CommandRun> Evaluate(params string[] arguments) => CommandRun.Of(
        ["evaluate", "--dataset", "imagefolder", "--data", _run.Data, "--threads", "1", .. arguments]);
}
