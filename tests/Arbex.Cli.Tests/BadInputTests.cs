using System.Buffers.Binary;
using System.Text;

namespace Arbex.Cli.Tests;

public sealed class BadInputTests
{
    private readonly TrainedRun _run;

    public BadInputTests(TrainedRun run) => _run = run;

    [Theory]
    [InlineData("\"network\": { \"reliability\": { \"anchorsPerClass\": -1 } }", "anchorsPerClass")]
    [InlineData("\"network\": { \"reliability\": { \"delta\": 0 } }", "delta")]
    [InlineData("\"epoch\": 3", "epoch")]
    [InlineData("\"epochs\": \"three\"", "epochs")]
    [InlineData("\"epochs\": 3,,", "JSON")]
    public async Task A_recipe_that_does_not_hold_leaves_nothing_behind(string member, string named)
    {
        using var folder = new TemporaryFolder();
        var recipe = folder.Write("recipe.json", $"{{ {member} }}");

        (await Train(recipe, _run.Data, folder.At("run"))).AssertIsBadInput("recipe.json", named);
        Assert.False(Directory.Exists(folder.At("run")));
    }

    [Fact]
    public async Task A_class_folder_without_pictures_is_named()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        Directory.CreateDirectory(folder.At("data", "train", "empty"));

        (await Train(_run.Recipe, folder.At("data"), folder.At("run"))).AssertIsBadInput("empty");
        Assert.False(Directory.Exists(folder.At("run")));
    }

    [Fact]
    public async Task An_unreadable_picture_is_named_once_and_skipped_or_strictly_refused()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        await File.WriteAllTextAsync(
            folder.At("data", "train", "sad", "broken.png"), "no picture", TestContext.Current.CancellationToken);

        var skipped = await Train(_run.Recipe, folder.At("data"), folder.At("run"));
        skipped.AssertIsDone();
        Assert.Single(skipped.ErrorLines, line => line.Contains("broken.png", StringComparison.Ordinal));

        var refused = await Train(_run.Recipe, folder.At("data"), folder.At("strict"), "--strict");
        refused.AssertIsBadInput("broken.png");
        Assert.False(Directory.Exists(folder.At("strict")));
    }

    [Fact]
    public async Task Data_of_which_nothing_can_be_read_is_refused()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        foreach (var file in Directory.EnumerateFiles(folder.At("data"), "*.png", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(file, "no picture", TestContext.Current.CancellationToken);
        }

        (await Train(_run.Recipe, folder.At("data"), folder.At("run"))).AssertIsBadInput("could be read");
        Assert.False(Directory.Exists(folder.At("run")));
        (await Evaluate(_run.Model, folder.At("data"))).AssertIsBadInput("could be read");
    }

    [Fact]
    public async Task A_folder_that_holds_a_run_is_not_overwritten()
    {
        var before = File.GetLastWriteTimeUtc(_run.Model);
        (await Train(_run.Recipe, _run.Data, _run.Run)).AssertIsBadInput("already holds a run", "--resume");
        Assert.Equal(before, File.GetLastWriteTimeUtc(_run.Model));
    }

    [Fact]
    public async Task A_run_that_was_killed_before_its_first_checkpoint_is_begun_anew()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("run"));
        foreach (var written in (string[])["recipe.json", "run.json"])
        {
            File.Copy(Path.Combine(_run.Run, written), folder.At("run", written));
        }

        (await Train(_run.Recipe, _run.Data, folder.At("run"))).AssertIsDone();
        Assert.True(File.Exists(folder.At("run", "best.safetensors")));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(200)]
    [InlineData(-100)]
    public async Task A_truncated_checkpoint_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        var bytes = await File.ReadAllBytesAsync(_run.Model, TestContext.Current.CancellationToken);
        var model = folder.At("short.safetensors");
        await File.WriteAllBytesAsync(
            model, bytes[..(length < 0 ? bytes.Length + length : length)], TestContext.Current.CancellationToken);

        (await Evaluate(model, _run.Data)).AssertIsBadInput("short.safetensors");
        (await CommandRun.Of("predict", "--model", model, "--figure", folder.At("a.png"), _run.Picture))
            .AssertIsBadInput("short.safetensors");
        Assert.False(File.Exists(folder.At("a.png")));
    }

    [Fact]
    public async Task A_checkpoint_of_another_program_is_refused()
    {
        using var folder = new TemporaryFolder();
        var header = Encoding.UTF8.GetBytes("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  """);
        var bytes = new byte[8 + header.Length + 4];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        var model = folder.At("foreign.safetensors");
        await File.WriteAllBytesAsync(model, bytes, TestContext.Current.CancellationToken);

        (await CommandRun.Of("info", "--model", model)).AssertIsBadInput("foreign.safetensors", "another program");
        (await Evaluate(model, _run.Data)).AssertIsBadInput("foreign.safetensors");
    }

    [Fact]
    public async Task Data_with_other_classes_than_the_model_names_both_lists()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), ["angry", "neutral", "sad"]);

        (await Evaluate(_run.Model, folder.At("data")))
            .AssertIsBadInput("happy, neutral, sad", "angry, neutral, sad");
        (await Train(null, folder.At("data"), _run.Run, "--resume")).AssertIsBadInput("angry, neutral, sad");
    }

    [Fact]
    public async Task A_split_that_the_data_lacks_names_those_it_has() =>
        (await Evaluate(_run.Model, _run.Data, "--split", "test")).AssertIsBadInput("train, valid");

    private static Task<CommandRun> Train(string? recipe, string data, string output, params string[] more) =>
        CommandRun.Of(
        [
            "train", "--dataset", "imagefolder", "--data", data, "--output", output, "--threads", "1",
            .. recipe is null ? [] : new[] { "--recipe", recipe }, .. more,
        ]);

    private static Task<CommandRun> Evaluate(string model, string data, params string[] more) =>
        CommandRun.Of(["evaluate", "--model", model, "--dataset", "imagefolder", "--data", data, "--threads", "1", .. more]);
}
