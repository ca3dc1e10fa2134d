using Arbex.Checkpoints;
using static TorchSharp.torch;

namespace Arbex.Cli.Tests;

/// <summary>
/// Weights are imported from a trained run's checkpoint and from its image stream under published names.
/// </summary>
public sealed class ImportTests
{
    private readonly TrainedRun _run;

    public ImportTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task A_whole_checkpoint_is_complete_under_its_own_sizes_and_classes()
    {
        using var folder = new TemporaryFolder();
        var copy = folder.At("copy.safetensors");
        var run = await CommandRun.Of("import", _run.Model, "--output", copy, "--json");

        run.AssertIsDone();
        var report = run.Json["report"]!;
        Assert.Equal("Arbex checkpoint", report["files"]![0]!["layout"]!.GetValue<string>());
        Assert.True(report["isComplete"]!.GetValue<bool>());
        Assert.Empty(report["missing"]!.AsArray());
        Assert.Equal(run.Json["parameters"]!.GetValue<long>(), run.Json["filledParameters"]!.GetValue<long>());
        Assert.Equal(Samples.Classes, run.Json["labels"]!.AsArray().Select(name => name!.GetValue<string>()));

        string[] question = ["--detector", "whole", "--json", "--threads", "1", _run.Picture];
        var before = await CommandRun.Of(["predict", "--model", _run.Model, .. question]);
        var after = await CommandRun.Of(["predict", "--model", copy, .. question]);
        Assert.Equal(before.Output, after.Output);
        Assert.Empty(after.Error);
    }

    [Fact]
    public async Task One_stream_alone_leaves_a_start_for_training_that_says_so()
    {
        using var folder = new TemporaryFolder();
        var stream = WriteImageStream(folder);
        var start = folder.At("start.safetensors");
        var shown = await CommandRun.Of(
            "import", stream, "--recipe", _run.Recipe, "--labels", string.Join(',', Samples.Classes),
            "--output", start);

        shown.AssertIsDone();
        Assert.Contains("IR-50 (POSTER++)", shown.Output, StringComparison.Ordinal);
        Assert.Contains("encoder.landmark", shown.Output, StringComparison.Ordinal);
        Assert.Contains("never computed", shown.Output, StringComparison.Ordinal);
        Assert.Contains("train before you predict", shown.Output, StringComparison.Ordinal);
        Assert.Contains(start, shown.Output, StringComparison.Ordinal);
        Assert.Empty(shown.Error);

        var info = await CommandRun.Of("info", "--model", start);
        Assert.Contains("imported from stream.safetensors", info.Output, StringComparison.Ordinal);
        var predicted = await CommandRun.Of(
            "predict", "--model", start, "--detector", "whole", "--threads", "1", _run.Picture);
        predicted.AssertIsDone();
        Assert.Contains("imported in part", predicted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_writes_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var stream = WriteImageStream(folder);
        foreach (var (name, seed) in new[] { ("a", "3"), ("b", "3"), ("c", "4") })
        {
            var output = folder.At($"{name}.safetensors");
            var run = await CommandRun.Of(
                "import", stream, "--recipe", _run.Recipe, "--seed", seed, "--output", output);
            run.AssertIsDone();
        }

        var files = "abc".Select(name => File.ReadAllBytes(folder.At($"{name}.safetensors"))).ToArray();
        Assert.Equal(files[0], files[1]);
        Assert.NotEqual(files[0], files[2]);
    }

    [Fact]
    public async Task Training_starts_from_weights_and_resumes_without_them()
    {
        using var folder = new TemporaryFolder();
        var recipe = folder.Write(
            "still.json", Samples.MicroRecipeWith("\"epochs\": 1, \"optimizer\": { \"learningRate\": 1e-12 }"));
        var output = folder.At("run");
        string[] data = ["--dataset", "imagefolder", "--data", _run.Data, "--threads", "1"];
        var run = await CommandRun.Of(
            ["train", "--recipe", recipe, "--weights", _run.Model, "--output", output, .. data]);

        run.AssertIsDone();
        Assert.Contains("tensors are imported", run.Error, StringComparison.Ordinal);
        using var scope = NewDisposeScope();
        var (before, after) = (
            SafeTensors.Read(_run.Model).Tensors, SafeTensors.Read(folder.At("run", "best.safetensors")).Tensors);
        const string Weight = "encoder.transformer.blocks.0.attn.qkv.weight";
        Assert.InRange((before[Weight] - after[Weight]).abs().max().item<float>(), 0, 1e-6);

        var resumed = await CommandRun.Of(["train", "--resume", "--weights", _run.Model, "--output", output, .. data]);
        resumed.AssertIsBadInput("--weights");
        Assert.Equal(0, Checkpoint.ReadInfo(folder.At("run", "best.safetensors")).MissingTensors);
    }

    [Fact]
    public async Task A_file_that_fits_another_size_is_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var output = folder.At("net.safetensors");
        (await CommandRun.Of("import", WriteImageStream(folder), "--preset", "compact", "--output", output))
            .AssertIsBadInput("stream.safetensors", "--preset");
        Assert.False(File.Exists(output));

        var text = folder.Write("notes.pth", "no weights");
        (await CommandRun.Of("import", text)).AssertIsBadInput("notes.pth", "torch.save");
    }

    [Fact]
    public async Task A_classifier_needs_the_names_of_its_classes_before_it_becomes_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var head = folder.At("head.safetensors");
        using (NewDisposeScope())
        {
            SafeTensors.Write(
                head,
                new Dictionary<string, Tensor>
                {
                    ["VIT.head.linear.weight"] = ones(7, 768),
                    ["VIT.head.linear.bias"] = ones(7),
                },
                new Dictionary<string, string>());
        }

        var report = await CommandRun.Of("import", head, "--json");
        Assert.Equal(7, report.Json["labels"]!.AsArray().Count);
        Assert.Equal("poster++", report.Json["preset"]!.GetValue<string>());
        (await CommandRun.Of("import", head, "--output", folder.At("net.safetensors")))
            .AssertIsBadInput("7 classes", "--labels");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "in the way");
        (await CommandRun.Of("import", _run.Model, "--output", Path.Combine(file, "net.safetensors")))
            .AssertIsBadInput(file, "--output");
    }

    /// <summary>
    /// The trained image stream as POSTER++ publishes IR-50, trained in parallel and with its unused layer.
    /// </summary>
    private string WriteImageStream(TemporaryFolder folder)
    {
        using var scope = NewDisposeScope();
        const string Prefix = "encoder.image.";
        var tensors = SafeTensors.Read(_run.Model).Tensors
            .Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(pair => $"module.{pair.Key[Prefix.Length..]}", pair => pair.Value);
        tensors["module.output_layer.3.weight"] = ones(2, 2);
        var path = folder.At("stream.safetensors");
        SafeTensors.Write(path, tensors, new Dictionary<string, string>());
        return path;
    }
}
