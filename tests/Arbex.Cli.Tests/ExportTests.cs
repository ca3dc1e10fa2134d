using Arbex.Checkpoints;
using Arbex.Export;

namespace Arbex.Cli.Tests;

public sealed class ExportTests
{
    private readonly TrainedRun _run;

    public ExportTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task Confidence_is_measured_on_data_of_the_same_classes_and_enough_of_it()
    {
        using var folder = new TemporaryFolder();
        string[] export = ["export", "--model", _run.Model, "--output", folder.At("model.onnx"), "--calibrate-on", "valid"];
        (await CommandRun.Of(export)).AssertIsBadInput("--calibrate-on valid", "--dataset");
        (await CommandRun.Of([.. export, "--threads", "1", "--dataset", "generated"])).AssertIsBadInput("same classes");
        (await CommandRun.Of([.. export, "--threads", "1", "--dataset", "imagefolder", "--data", _run.Data]))
            .AssertIsBadInput("6 samples", "100");
        Assert.False(File.Exists(folder.At("model.onnx")));
    }

    [Fact]
    public async Task A_checkpoint_becomes_one_file_that_was_compared_on_faces()
    {
        using var folder = new TemporaryFolder();
        var output = folder.At("new", "model.onnx");
        var run = await Export(
            output, "--check", "--dataset", "imagefolder", "--data", _run.Data, "--faces", "4", "--json");

        run.AssertIsDone();
        Assert.Equal(new FileInfo(output).Length, run.Json["bytes"]!.GetValue<long>());
        Assert.Equal(4, run.Json["check"]!["faces"]!.GetValue<int>());
        Assert.Equal(0, run.Json["check"]!["otherAnswers"]!.GetValue<int>());
        Assert.All(
            run.Json["check"]!["outputs"]!.AsArray(),
            difference => Assert.InRange(difference!["faces"]!.GetValue<double>(), 0, 1e-4));
        Assert.Equal("model.onnx", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(folder.At("new")))));
    }

    [Fact]
    public void An_error_of_the_check_names_the_file_that_was_to_be_written()
    {
        using var folder = new TemporaryFolder();
        var (network, info) = Checkpoint.Load(_run.Model);
        using (network)
        {
            var path = folder.At("model.onnx");
            var error = Assert.Throws<ExportException>(() => ModelExporter.Export(
                network, info, path, new ExportOptions(),
                new ExportMaterial { MeasureConfidence = draft => throw new ArbexException($"'{draft}' is unfit.") }));
            Assert.Equal($"'{path}' is unfit.", error.Message);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullName));
        }
    }

    [Fact]
    public async Task Float16_takes_half_the_space()
    {
        using var folder = new TemporaryFolder();
        var (full, half) = (folder.At("full.onnx"), folder.At("half.onnx"));
        (await Export(full)).AssertIsDone();
        var run = await Export(half, "--fp16", "--check", "--faces", "2", "--name", "small", "--licence", "MIT");

        run.AssertIsDone();
        Assert.Contains("float16", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 faces of Generated faces", run.Output, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(half).Length, 0, 0.75 * new FileInfo(full).Length);
    }

    [Fact]
    public async Task Int8_measures_its_ranges_on_training_faces_and_tells_what_each_layer_changes()
    {
        using var folder = new TemporaryFolder();
        string[] data = ["--dataset", "imagefolder", "--data", _run.Data];
        var run = await Export(
            folder.At("bytes.onnx"), ["--int8", .. data, "--sensitivity", folder.At("layers.csv"), "--json"]);

        run.AssertIsDone();
        var layers = run.Json["layersOnBytes"]!.GetValue<int>();
        var table = await File.ReadAllLinesAsync(folder.At("layers.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("quantized", run.Json["precision"]!.GetValue<string>());
        Assert.Equal("layer,change,otherAnswers", table[0]);
        Assert.Equal(layers, table.Length - 1);
        Assert.Equal(12, run.Json["check"]!["faces"]!.GetValue<int>());

        var layer = table[1].Split(',')[0];
        var kept = await Export(folder.At("kept.onnx"), ["--int8", .. data, "--ranges", "minmax", "--keep-float", layer]);
        kept.AssertIsDone();
        Assert.Contains("int8", kept.Output, StringComparison.Ordinal);
        (await Export(folder.At("answer.onnx"), ["--int8", .. data, "--keep-float", "nothing"])).AssertIsBadInput("'nothing'");
        Assert.False(File.Exists(folder.At("answer.onnx")));
    }

    [Fact]
    public async Task Int8_needs_faces_and_its_options_need_int8()
    {
        using var folder = new TemporaryFolder();
        var output = folder.At("model.onnx");
        (await Export(output, "--int8")).AssertIsBadInput("--int8", "--dataset");
        (await Export(output, "--int8", "--fp16", "--dataset", "imagefolder", "--data", _run.Data)).AssertIsBadInput("--fp16");
        (await Export(output, "--ranges", "entropy")).AssertIsBadInput("--ranges", "--int8");
        (await Export(output, "--int8", "--dataset", "imagefolder", "--data", _run.Data, "--range-faces", "3"))
            .AssertIsBadInput("--range-faces", "8");
        (await Export(output, "--packed", "faces.pack")).AssertIsBadInput("--packed", "--dataset");
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_is_named_and_left_out_unless_strict()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        await File.WriteAllTextAsync(
            folder.At("data", "valid", "happy", "0.png"), "no picture", TestContext.Current.CancellationToken);
        string[] check = ["--check", "--dataset", "imagefolder", "--data", folder.At("data")];

        var run = await Export(folder.At("model.onnx"), [.. check, "--json"]);
        run.AssertIsDone();
        Assert.Contains("(skipped)", run.Error, StringComparison.Ordinal);
        Assert.Equal(5, run.Json["check"]!["faces"]!.GetValue<int>());

        (await Export(folder.At("strict.onnx"), [.. check, "--strict"])).AssertIsBadInput("0.png");
        Assert.False(File.Exists(folder.At("strict.onnx")));
    }

    [Fact]
    public async Task Wrong_use_is_told_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var output = folder.At("model.onnx");
        (await Export(folder.At("model.bin"))).AssertIsBadInput(".onnx");
        (await Export(output, "--dataset", "generated")).AssertIsBadInput("--check");
        (await Export(output, "--check", "--data", _run.Data)).AssertIsBadInput("--dataset");
        (await Export(output, "--check", "--faces", "0")).AssertIsBadInput("--faces");
        (await Export(output, "--check", "--dataset", "imagefolder", "--data", _run.Data, "--split", "test"))
            .AssertIsBadInput("test", "--split");
        (await Export(output, "--name", " ")).AssertIsBadInput("name");
        Assert.Empty(Directory.EnumerateFiles(folder.FullName));
    }

    private Task<CommandRun> Export(string output, params string[] more) =>
        CommandRun.Of(["export", "--model", _run.Model, "--output", output, "--threads", "1", .. more]);
}
