using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Arbex.Inference;
using Arbex.Tests;
using Arbex.Tests.Docs;

namespace Arbex.Cli.Tests;

/// <summary>The model that comes along is what its card says, and answers where none is named.</summary>
public sealed class ShippedModelTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "models");

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Folder).Where(path => Path.GetExtension(path) is ".onnx" or ".safetensors")
            .Select(path => Path.GetFileName(path)),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_card_names_each_file_by_its_hash(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, file));
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        var card = File.ReadAllText(Path.Combine(Folder, ShippedModel.Name + ".md"));

        Assert.Contains(file, card, StringComparison.Ordinal);
        Assert.Contains(hash, card, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_what_it_is_and_what_it_promises()
    {
        using var model = ShippedModel.Open();
        var description = model.Description;

        Assert.Equal(ShippedModel.Name, description.Name);
        Assert.Equal(8, description.Labels.Length);
        Assert.NotNull(description.Licence);
        Assert.Contains("held out", description.TrainedOn, StringComparison.Ordinal);
        Assert.Contains("held out", description.Calibration!.MeasuredOn, StringComparison.Ordinal);
        Assert.InRange(Abstention.Threshold(description, 0.1), 0.2, 0.99);
        Assert.InRange(new FileInfo(Path.Combine(Folder, ShippedModel.Name + ".onnx")).Length, 1, 12_000_000);
    }

    [Fact]
    public async Task Predict_and_evaluate_answer_with_it_where_no_model_is_named()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        var face = Directory.EnumerateFiles(folder.At("data", "valid"), "*.png", SearchOption.AllDirectories).First();
        var run = await CommandRun.Of("predict", "--detector", "whole", "--json", face);

        run.AssertIsDone();
        Assert.Contains("contempt", run.Output, StringComparison.Ordinal);
        (await CommandRun.Of("evaluate", "--dataset", "imagefolder", "--data", folder.At("data")))
            .AssertIsBadInput(ShippedModel.Name, "contempt");
    }

    /// <summary>Processors round differently in the last digits, which moves a face or two of 3,199.</summary>
    [Theory]
    [InlineData(".onnx", "")]
    [InlineData("-int8.onnx", "-int8")]
    [InlineData(".onnx", "-mirrored", "--mirror")]
    public async Task What_it_reaches_on_faces_that_it_never_saw_is_what_its_card_says(string file, string name, params string[] more)
    {
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(
            SharedData.FileOrSkip("data/ferplus/FER2013Valid.zip"), folder.FullName, TestContext.Current.CancellationToken);
        File.Copy(SharedData.FileOrSkip("data/ferplus/fer2013new.csv"), folder.At("fer2013new.csv"));
        var run = await CommandRun.Of(
        [
            "evaluate", "--model", Path.Combine(Folder, ShippedModel.Name + file), "--dataset", "ferplus", "--data", folder.FullName,
            "--threads", "1", "--json", .. more,
        ]);
        run.AssertIsDone();
        var committed = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(Folder, $"{ShippedModel.Name}{name}.evaluation.json"), TestContext.Current.CancellationToken))!;

        // A single face of the 13 of contempt moves the mean over classes by half a point.
        foreach (var (metric, tolerance) in new[] { ("accuracy", 0.002), ("ece", 0.005), ("macroF1", 0.02) })
        {
            Assert.Equal(Number(committed, metric), Number(run.Json, metric), tolerance * (name == "-int8" ? 3 : 1));
        }
    }

    private static double Number(JsonNode document, string metric) => document["final"]![metric]!.GetValue<double>();
}
