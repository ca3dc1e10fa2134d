using Arbex.Imaging;

namespace Arbex.Cli.Tests.Data;

public sealed class PreviewTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("paper")]
    [InlineData("light")]
    [InlineData("heavy")]
    public async Task A_sheet_shows_each_class_in_turn(string augmentation)
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        var run = await Preview(folder, "--count", "6", "--augmentation", augmentation, "--json");

        run.AssertIsDone();
        Assert.Equal(
            [.. Samples.Classes, .. Samples.Classes],
            run.Json["faces"]!.AsArray().Select(face => face!["label"]!.GetValue<string>()));
        var sheet = ImageDecoder.Decode(folder.At("sheet.png"));
        Assert.InRange(sheet.Width, 2000, 4000); // eight faces of 120 points, two pixels each
    }

    [Fact]
    public async Task A_seed_repeats_a_sheet_and_another_one_does_not()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        var sheets = new List<byte[]>();
        foreach (var seed in new[] { "1", "1", "2" })
        {
            (await Preview(folder, "--count", "2", "--seed", seed)).AssertIsDone();
            sheets.Add(await File.ReadAllBytesAsync(folder.At("sheet.png"), TestContext.Current.CancellationToken));
        }

        Assert.Equal(sheets[0], sheets[1]);
        Assert.NotEqual(sheets[0], sheets[2]);
    }

    [Fact]
    public async Task Broken_pictures_are_named_and_others_shown()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.Write(folder.At("faces"));
        var run = await Preview(folder, "--count", "200", "--json");

        run.AssertIsDone();
        Assert.Equal(15, run.Json["faces"]!.AsArray().Count);
        Assert.Contains("z-broken.png", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_wishes_say_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        var recipe = folder.Write("recipe.json", Samples.MicroRecipe);
        (await Preview(folder, "--count", "0")).AssertIsBadInput("--count", "200");
        (await Preview(folder, "--split", "test")).AssertIsBadInput("train, valid");
        (await Preview(folder, "--recipe", recipe, "--augmentation", "light")).AssertIsBadInput("--augmentation");
        Assert.False(File.Exists(folder.At("sheet.png")));
        (await Preview(folder, "--recipe", recipe)).AssertIsDone();
    }

    private static Task<CommandRun> Preview(TemporaryFolder folder, params string[] more) => CommandRun.Of(
        [
            "data", "preview", "--dataset", "imagefolder", "--data", folder.At("faces"), "--output", folder.At("sheet.png"), "--overwrite",
            .. more,
        ]);
}
