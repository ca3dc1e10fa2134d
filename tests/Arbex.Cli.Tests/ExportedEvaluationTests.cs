using System.Text.Json.Nodes;
using Arbex.Imaging;

namespace Arbex.Cli.Tests;

/// <summary>Exported models are scored like the checkpoints that they were made of.</summary>
public sealed class ExportedEvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrainedRun _run;

    public ExportedEvaluationTests(TrainedRun run) => _run = run;

    private string File => _folder.At("model.onnx");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exported_network_scores_like_its_checkpoint(bool mirrored)
    {
        await Export(_run.Model);
        WriteLopsidedFaces();
        string[] mirror = mirrored ? ["--mirror"] : [];
        var checkpoint = await Evaluate(["--model", _run.Model, .. mirror]);
        var file = await Evaluate(["--model", File, "--report", _folder.At("report.html"), .. mirror]);
        file.AssertIsDone();

        foreach (var name in new[] { "samples", "labels", "dataset", "split", "isMirrored" })
        {
            Assert.True(JsonNode.DeepEquals(checkpoint.Json[name], file.Json[name]), name);
        }

        foreach (var name in new[] { "final", "primary", "anchor", "attention", "correction", "intervals", "embeddings" })
        {
            AssertNear(checkpoint.Json[name], file.Json[name], name);
        }

        Assert.Null(file.Json["primary"]!["confidenceScores"]!["energy"]);
        Assert.NotNull(checkpoint.Json["primary"]!["confidenceScores"]!["energy"]);
        Assert.Contains(
            file.ErrorLines, line => line.StartsWith("warning: The model was chosen", StringComparison.Ordinal));
        var page = await System.IO.File.ReadAllTextAsync(_folder.At("report.html"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("kept in the file", page, StringComparison.Ordinal);
        Assert.Equal(mirrored, page.Contains("looked at mirrored", StringComparison.Ordinal));
        var plain = await Evaluate("--model", File);
        Assert.Equal(mirrored, !JsonNode.DeepEquals(plain.Json["final"]!["nll"], file.Json["final"]!["nll"]));
    }

    [Fact]
    public async Task A_file_without_anchors_has_no_corrections()
    {
        _folder.Write("plain.json", Samples.MicroRecipe
            .Replace("\"anchorsPerClass\": 2", "\"anchorsPerClass\": 0", StringComparison.Ordinal));
        (await CommandRun.Of(
            "train", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", _folder.At("plain.json"), "--epochs", "1",
            "--output", _folder.At("plain"), "--threads", "1")).AssertIsDone();
        await Export(_folder.At("plain", "best.safetensors"));

        var file = await Evaluate("--model", File);
        file.AssertIsDone();
        Assert.Null(file.Json["anchor"]);
        Assert.Null(file.Json["correction"]);
        AssertNear(file.Json["primary"]!["nll"], file.Json["final"]!["nll"], "nll");
    }

    [Fact]
    public async Task A_file_and_its_checkpoint_are_compared_side_by_side()
    {
        await Export(_run.Model);
        var run = await CommandRun.Of(
            "evaluate", _run.Model, File, "--dataset", "imagefolder", "--data", _run.Data, "--threads", "1");

        run.AssertIsDone();
        Assert.Contains("2: " + File, run.Output.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_exported_file_or_a_checkpoint_cannot_do_is_refused()
    {
        await Export(_run.Model);
        (await Evaluate("--model", _run.Model, "--uncalibrated")).AssertIsBadInput("--uncalibrated", "best.safetensors");
        (await Evaluate("--model", File, "--device", "cuda")).AssertIsBadInput("--device", "model.onnx");
        _folder.Write("text.onnx", "no model");
        (await Evaluate("--model", _folder.At("text.onnx"))).AssertIsBadInput("text.onnx");
        (await Evaluate("--model", _folder.At("nowhere.onnx"))).AssertIsBadInput("nowhere.onnx");
    }

    /// <summary>Every number of one document is that of the other, but what needs logits.</summary>
    private static void AssertNear(JsonNode? expected, JsonNode? actual, string name)
    {
        switch (expected)
        {
            case JsonObject members:
                foreach (var (key, value) in members.Where(member => member.Key != "energy"))
                {
                    AssertNear(value, actual![key], $"{name}.{key}");
                }

                break;
            case JsonArray items:
                Assert.Equal(items.Count, actual!.AsArray().Count);
                for (var i = 0; i < items.Count; i++)
                {
                    AssertNear(items[i], actual[i], $"{name}[{i}]");
                }

                break;
            case JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number:
                var (wanted, found) = (value.GetValue<double>(), actual!.GetValue<double>());
                Assert.True(Math.Abs(wanted - found) <= 1e-4 * Math.Max(1, Math.Abs(wanted)), $"{name}: {wanted}, {found}");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(expected, actual), name);
                break;
        }
    }

    private async Task Export(string model) => (await CommandRun.Of(
        "export", "--model", model, "--output", File, "--threads", "1")).AssertIsDone();

    private Task<CommandRun> Evaluate(params string[] more) => CommandRun.Of(
    [
        "evaluate", "--dataset", "imagefolder", "--data", Directory.Exists(Lopsided) ? Lopsided : _run.Data, "--threads", "1", "--json",
        .. more,
    ]);

    private string Lopsided => _folder.At("lopsided");

    /// <summary>The run's pictures, their left third dark, so that they differ from their mirror images.</summary>
    private void WriteLopsidedFaces()
    {
        Samples.WriteImageFolder(Lopsided, Samples.Classes);
        foreach (var path in Directory.EnumerateFiles(Lopsided, "*.png", SearchOption.AllDirectories))
        {
            var picture = ImageDecoder.Decode(path);
            for (var y = 0; y < picture.Height; y++)
            {
                picture.Pixels.AsSpan(y * picture.Width * ImageBuffer.Channels, picture.Width).Clear();
            }

            ImageEncoder.WritePng(picture, path);
        }
    }
}
