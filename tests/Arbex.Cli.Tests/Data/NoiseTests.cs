using System.Text.Json.Nodes;

namespace Arbex.Cli.Tests.Data;

public sealed class NoiseTests
{
    private static readonly string[] Partners = ["neutral", "sad", "happy"];

    [Theory]
    [InlineData("symmetric")]
    [InlineData("pairflip")]
    public async Task The_list_names_as_many_training_samples_as_asked(string kind)
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        var run = await Noise(folder, "--kind", kind, "--share", "0.5", "--json");

        run.AssertIsDone();
        Assert.Equal(6, run.Json["changed"]!.GetValue<int>());
        var list = JsonNode.Parse(await File.ReadAllTextAsync(folder.At("noise.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(12, list["trainingSamples"]!.GetValue<int>());
        Assert.Contains("ImageFolder (faces)", list["dataset"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(list["changes"]!.AsArray(), change =>
        {
            var (from, to) = (change!["from"]!.GetValue<string>(), change["to"]!.GetValue<string>());
            Assert.StartsWith($"train/{from}/", change["id"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.NotEqual(from, to);
            Assert.True(kind == "symmetric" || Partners[Array.IndexOf(Samples.Classes, from)] == to);
        });
    }

    [Fact]
    public async Task Training_takes_the_list_and_goes_on_with_no_other()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        var recipe = folder.Write("recipe.json", Samples.MicroRecipe);
        (await Noise(folder, "--share", "0.25")).AssertIsDone();
        string[] train =
        [
            "train", "--dataset", "imagefolder", "--data", folder.At("faces"), "--output", folder.At("run"), "--threads", "1",
        ];
        (await CommandRun.Of([.. train, "--recipe", recipe, "--label-noise-list", folder.At("noise.json")])).AssertIsDone();

        var info = await CommandRun.Of("info", "--model", folder.At("run", "best.safetensors"), "--json");
        Assert.Contains("25 % symmetric label noise of list ", info.Json["trainedOn"]!.GetValue<string>(), StringComparison.Ordinal);
        (await CommandRun.Of([.. train, "--resume"])).AssertIsBadInput("--label-noise-list");
    }

    [Fact]
    public async Task A_list_of_another_dataset_is_refused_before_training()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        (await Noise(folder, "--share", "0.25")).AssertIsDone();
        File.Copy(folder.At("faces", "train", "sad", "2.png"), folder.At("faces", "train", "sad", "new.png"));
        string[] train =
        [
            "train", "--dataset", "imagefolder", "--data", folder.At("faces"), "--output", folder.At("run"),
            "--label-noise-list", folder.At("noise.json"),
        ];
        (await CommandRun.Of(train)).AssertIsBadInput("12 training samples", "13");
        (await CommandRun.Of([.. train, "--label-noise", "0.1"])).AssertIsBadInput("--label-noise");
        Assert.False(Directory.Exists(folder.At("run")));
    }

    [Fact]
    public async Task Wrong_wishes_say_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        (await Noise(folder, "--share", "1.5")).AssertIsBadInput("--share", "1.5");
        (await Noise(folder, "--share", "0.5", "--pair", "sad=happy")).AssertIsBadInput("pairflip");
        (await Noise(folder, "--share", "0.5", "--kind", "pairflip", "--pair", "sad")).AssertIsBadInput("'sad'");
        (await Noise(folder, "--share", "0.5", "--kind", "pairflip", "--pair", "sad=glad"))
            .AssertIsBadInput("glad", "happy, neutral, sad");
        Assert.False(File.Exists(folder.At("noise.json")));
        (await Noise(folder, "--share", "0.5", "--kind", "pairflip", "--pair", "sad=neutral")).AssertIsDone();
    }

    private static Task<CommandRun> Noise(TemporaryFolder folder, params string[] more) => CommandRun.Of(
        [
            "data", "noise", "--dataset", "imagefolder", "--data", folder.At("faces"), "--output", folder.At("noise.json"),
            .. more,
        ]);
}
