using Arbex.Cli.Demo;
using Arbex.Imaging;
using Arbex.Training;

namespace Arbex.Cli.Tests;

public sealed class DemoTests
{
    private readonly TrainedRun _run;

    public DemoTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task The_demo_leaves_pictures_a_checkpoint_and_an_evaluation_that_can_be_repeated()
    {
        using var folder = new TemporaryFolder();
        var output = folder.At("demo");
        var run = await CommandRun.Of(
            "demo", "--output", output, "--recipe", _run.Recipe, "--data", folder.Write("faces.json", Samples.MicroFaces),
            "--epochs", "1", "--threads", "1", "--json");

        run.AssertIsDone();
        Assert.Equal(16, run.Json["samples"]!.GetValue<int>());
        Assert.True(ImageDecoder.Decode(Path.Combine(output, "contact-sheet.png")).Width > 500);
        Assert.True(ImageDecoder.Decode(Path.Combine(output, "balancing.png")).Width > 500);

        var again = await CommandRun.Of(
            "evaluate", "--model", Path.Combine(output, "best.safetensors"), "--dataset", "generated", "--data",
            Path.Combine(output, "faces.json"), "--threads", "1", "--json");
        again.AssertIsDone();
        Assert.Equal(
            run.Json["final"]!["accuracy"]!.GetValue<double>(), again.Json["final"]!["accuracy"]!.GetValue<double>());
    }

    [Fact]
    public void The_demo_knows_its_recipe_and_its_faces_without_files()
    {
        Assert.Equal("compact", DemoSettings.Recipe().Preset);
        Assert.NotEqual(RecipeFile.ToJson(RecipeFile.FromPreset("compact")), RecipeFile.ToJson(DemoSettings.Recipe()));
        Assert.InRange(DemoSettings.Faces().LabelNoise, 0.1, 0.5);
        Assert.True(DemoSettings.Faces().HeldOutCharacters > 0);
    }
}
