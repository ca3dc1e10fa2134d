using System.Diagnostics;
using Arbex.Inference.Video;

namespace Arbex.Cli.Tests.Predict;

public sealed class ClipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cut_clip_is_answered_as_far_as_it_goes_named_and_refused_where_all_must_be_whole()
    {
        var clip = MakeCutClip();

        var run = await Look("--annotate", _folder.At("drawn"), "--output", _folder.At("answers.jsonl"), clip);
        run.AssertIsDone();
        Assert.Matches(@"of\s+60\s+frames", run.Output);
        Assert.Contains("clip.mp4", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"of\s+60\s+frames", run.Error);
        var lines = await File.ReadAllLinesAsync(_folder.At("answers.jsonl"), Token);
        Assert.Contains("\"frame\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("ends after", lines[^1], StringComparison.Ordinal);
        Assert.True(DrawnClip.Is(_folder.At("drawn", "clip.mp4")));

        var json = await Look("--json", clip);
        Assert.Contains("ends after", json.Json.AsArray()[^1]!["error"]!.GetValue<string>(), StringComparison.Ordinal);

        (await Look("--strict", "--annotate", _folder.At("strict"), clip)).AssertIsBadInput("clip.mp4", "of 60 frames");
        Assert.False(Directory.Exists(_folder.At("strict")) && Directory.EnumerateFileSystemEntries(_folder.At("strict")).Any());
    }

    [Fact]
    public async Task A_cut_animation_is_answered_as_far_as_it_goes_named_and_refused_where_all_must_be_whole()
    {
        Assert.SkipUnless(Clips.TryMake(_folder.At("clip.mp4"), frames: 10), "ffmpeg is not installed.");
        var moves = _folder.At("moves.gif");
        Clips.Animate(_folder.At("clip.mp4"), moves, framesPerSecond: 10);
        Cut(moves, 0.6);

        var json = await Look("--json", moves);
        json.AssertIsDone();
        Assert.True(json.Json.AsArray().Count > 1);
        Assert.Contains("cut short", json.Json.AsArray()[^1]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        (await Look("--strict", moves)).AssertIsBadInput("moves.gif", "cut short");
    }

    [Fact]
    public async Task Programs_in_the_working_folder_are_not_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The planted program is a shell script.");
        Assert.SkipUnless(Clips.TryMake(_folder.At("clip.mp4"), frames: 2), "ffmpeg is not installed.");
        foreach (var name in new[] { "ffprobe", "ffmpeg" })
        {
            var planted = _folder.Write(name, "#!/bin/sh\ntouch planted\nexit 1\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(planted, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Arbex.Cli.dll"), "predict", "--detector", "whole", "clip.mp4"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        Assert.False(File.Exists(_folder.At("planted")), "a program of the working folder was run");
        Assert.Contains("2 frames", output, StringComparison.Ordinal);
        Assert.True(process.ExitCode == 0, await error);
    }

    private string MakeCutClip()
    {
        Assert.SkipUnless(Clips.TryMake(_folder.At("whole.mp4"), frames: 2), "ffmpeg is not installed.");
        var clip = _folder.At("clip.mp4");
        using (var ffmpeg = Process.Start("ffmpeg",
        [
            "-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc=size=96x64:duration=6:rate=10", "-pix_fmt", "yuv420p", "-movflags",
            "+faststart", clip,
        ]))
        {
            ffmpeg.WaitForExit();
        }

        Cut(clip, 0.6);
        return clip;
    }

    private static void Cut(string path, double share)
    {
        using var stream = new FileStream(path, FileMode.Open);
        stream.SetLength((long)(stream.Length * share));
    }

    private static Task<CommandRun> Look(params string[] arguments) =>
        CommandRun.Of(["predict", "--detector", "whole", .. arguments], TimeProvider.System, Token);
}
