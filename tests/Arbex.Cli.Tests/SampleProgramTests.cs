using System.Diagnostics;

namespace Arbex.Cli.Tests;

public sealed class SampleProgramTests
{
    private readonly TrainedRun _run;

    public SampleProgramTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task Balancing_a_backbone_of_ones_own_learns_the_clouds()
    {
        var lines = await Run("01-balance-your-own-backbone", "BalanceYourOwnBackbone");
        Assert.Equal(3, lines.Length);
        Assert.All(lines[..2], line => Assert.InRange(int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]), 80, 90));
    }

    [Fact]
    public async Task A_photo_and_a_clip_are_recognised_with_an_exported_model()
    {
        using var folder = new TemporaryFolder();
        var model = folder.At("model.onnx");
        (await CommandRun.Of("export", "--model", _run.Model, "--output", model, "--threads", "1")).AssertIsDone();

        var photo = await Run("02-recognize-a-photo", "RecognizeAPhoto", model, _run.Picture, "whole");
        Assert.Contains("before balancing", Assert.Single(photo), StringComparison.Ordinal);

        Assert.SkipUnless(Clips.TryMake(folder.At("clip.mp4"), frames: 10), "ffmpeg is not installed.");
        var clip = await Run("03-follow-faces-in-a-clip", "FollowFacesInAClip", model, folder.At("clip.mp4"), "whole");
        Assert.All(clip, line => Assert.StartsWith("face 1: ", line, StringComparison.Ordinal));
    }

    /// <summary>Runs a sample as a user does, from its own folder of outputs.</summary>
    private static async Task<string[]> Run(string folder, string program, params string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(here.Parent!.Parent!.FullName, folder, here.Name, program + ".dll");
        var start = new ProcessStartInfo("dotnet", [path, .. arguments]) { Environment = { ["OMP_NUM_THREADS"] = "1" } };
        using var process = new ChildProcess(start);
        var output = await process.EndWell();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
