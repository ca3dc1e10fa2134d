using Arbex.Imaging;

namespace Arbex.Cli.Tests;

public sealed class GreyFacesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public async Task Training_on_grey_faces_alone_is_warned_of_unless_colour_is_taken_away(
        bool areGrey, bool takesColourAway, bool warns)
    {
        Samples.WriteImageFolder(_folder.At("data"), Samples.Classes);
        foreach (var path in areGrey ? Directory.EnumerateFiles(_folder.At("data"), "*.png", SearchOption.AllDirectories) : [])
        {
            var picture = ImageDecoder.Decode(path);
            for (var i = 0; i < picture.Pixels.Length; i += 3)
            {
                picture.Pixels.AsSpan(i, 3).Fill(picture.Pixels[i]);
            }

            ImageEncoder.WritePng(picture, path);
        }

        var grey = takesColourAway ? "\"inputSize\": 32, \"grey\": true }," : "\"inputSize\": 32 },";
        var recipe = _folder.Write(
            "recipe.json", Samples.MicroRecipe.Replace("\"inputSize\": 32 },\n  \"network\"", $"{grey}\n  \"network\"", StringComparison.Ordinal));
        Assert.Equal(takesColourAway, (await File.ReadAllTextAsync(recipe, TestContext.Current.CancellationToken))
            .Contains("grey", StringComparison.Ordinal));
        var run = await CommandRun.Of(
            "train", "--dataset", "imagefolder", "--data", _folder.At("data"), "--recipe", recipe, "--output", _folder.At("run"),
            "--epochs", "1", "--threads", "1");

        run.AssertIsDone();
        Assert.Equal(
            warns ? 1 : 0,
            run.ErrorLines.Count(line => line.StartsWith("warning", StringComparison.Ordinal) && line.Contains("are grey", StringComparison.Ordinal)));
    }
}
