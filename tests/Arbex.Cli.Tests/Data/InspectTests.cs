using Arbex.Imaging;

namespace Arbex.Cli.Tests.Data;

public sealed class InspectTests
{
    [Fact]
    public async Task Counts_are_one_document_and_a_picture()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        var run = await CommandRun.Of(
            "data", "inspect", "--dataset", "imagefolder", "--data", folder.At("faces"), "--output", folder.At("plot.png"),
            "--json");

        run.AssertIsDone();
        Assert.Equal(Samples.Classes, run.Json["labels"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(["train", "valid"], run.Json["splits"]!.AsArray().Select(split => split!["split"]!.GetValue<string>()));
        Assert.Equal([4, 4, 4], run.Json["splits"]![0]!["perClass"]!.AsArray().Select(count => count!.GetValue<int>()));
        Assert.Equal(12, run.Json["splits"]![0]!["groups"]!["count"]!.GetValue<int>());
        Assert.Equal(12, run.Json["refinement"]!["epochSamples"]!.GetValue<int>());
        Assert.Equal(500, run.Json["refinement"]!["options"]!["perClass"]!.GetValue<int>());
        Assert.True(ImageDecoder.Decode(folder.At("plot.png")).Width > 500);
    }

    [Fact]
    public async Task A_recipe_decides_how_epochs_are_drawn()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        var recipe = folder.Write("recipe.json", """{ "refinement": { "perClass": 2 } }""");
        var run = await CommandRun.Of(
            "data", "inspect", "--dataset", "imagefolder", "--data", folder.At("faces"), "--recipe", recipe, "--json");

        run.AssertIsDone();
        Assert.Equal(6, run.Json["refinement"]!["epochSamples"]!.GetValue<int>());
        Assert.All(
            run.Json["refinement"]!["classes"]!.AsArray(),
            refined => Assert.Equal(5, refined!["timesInTenEpochs"]!.GetValue<double>()));
    }

    [Fact]
    public async Task People_see_classes_groups_and_refinement()
    {
        using var folder = new TemporaryFolder();
        var faces = folder.Write("faces.json", Samples.MicroFaces);
        var run = await CommandRun.Of("data", "inspect", "--dataset", "generated", "--data", faces);

        run.AssertIsDone();
        Assert.All(
            ["neutral", "groups", "median", "Data refinement (N = 512 a group, M = 500 a class)", "times in 10"],
            words => Assert.Contains(words, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("glad/1.png", "sad/1.png")]
    [InlineData("Happy/1.png", "happy/1.png", "sad/1.png")]
    public async Task Sets_too_small_to_hold_any_out_are_counted_and_that_is_told(params string[] pictures)
    {
        using var folder = new TemporaryFolder();
        foreach (var picture in pictures)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.At(picture))!);
            ImageEncoder.WritePng(new ImageBuffer(9, 9), folder.At(picture));
        }

        var run = await CommandRun.Of("data", "inspect", "--dataset", "imagefolder", "--data", folder.At("."), "--json");

        run.AssertIsDone();
        Assert.Equal(pictures.Length, run.Json["splits"]![0]!["samples"]!.GetValue<int>());
        Assert.Contains("nothing to validate on", run.Error, StringComparison.Ordinal);
        Assert.Equal(pictures.Length > 2, run.Error.Contains("Happy and happy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_columns_that_are_taken_for_classes_are_named()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "1.png", "2.png" })
        {
            ImageEncoder.WritePng(new ImageBuffer(9, 9), folder.At(name));
        }

        folder.Write("manifest.csv", "Unnamed: 0,path,happy,sad\n0,1.png,1.0,0.0\n1,2.png,0.0,1.0\n");
        var run = await CommandRun.Of("data", "inspect", "--dataset", "manifest", "--data", folder.At("."));

        run.AssertIsDone();
        Assert.Contains("The columns happy, sad of manifest.csv are taken for classes.", run.Error, StringComparison.Ordinal);
        Assert.Contains("The column 'Unnamed: 0' of manifest.csv is not used.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plot_that_is_no_png_is_refused() =>
        (await CommandRun.Of("data", "inspect", "--dataset", "generated", "--output", "plot.pdf")).AssertIsBadInput(".png");
}
