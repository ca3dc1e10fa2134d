using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Arbex.Imaging;

namespace Arbex.Cli.Tests;

/// <summary>Real processes that are stopped from outside.</summary>
/// <remarks>
/// A busy machine may be so late that a run ends before it is killed. Such a run is compared as well, and another one is begun, until the
/// kills are done.
/// </remarks>
public sealed class KilledRunTests
{
    private const int Kills = 20;
    private const int SeriesKills = 4;
    private const int Terminated = 130;

    private readonly TrainedRun _run;

    public KilledRunTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task A_run_killed_at_twenty_random_moments_ends_with_the_same_bytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signals are those of Linux.");
        using var folder = new TemporaryFolder();
        folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 40, \"weightAverage\": 0.9"));
        await RunToTheEnd(Train(folder, "whole"));

        var random = new SeededRandom(4);
        var last = folder.At("broken", "last.safetensors");
        for (var kills = 0; kills < Kills;)
        {
            var before = File.GetLastWriteTimeUtc(last);
            using var process = Start(Train(folder, "broken", File.Exists(last)));
            if (await process.RunsUntil(() => File.GetLastWriteTimeUtc(last) != before))
            {
                await Task.Delay(random.NextInt(60), TestContext.Current.CancellationToken);
                kills += process.HasEnded ? 0 : 1;
                process.Kill();
            }
            else
            {
                await process.EndWell();
                AssertEndedAlike();
                Directory.Delete(folder.At("broken"), recursive: true);
            }
        }

        await RunToTheEnd(Train(folder, "broken", resume: true));
        AssertEndedAlike();

        void AssertEndedAlike()
        {
            Assert.Equal(Hash(folder.At("whole", "last.safetensors")), Hash(last));
            Assert.Equal(Hash(folder.At("whole", "best.safetensors")), Hash(folder.At("broken", "best.safetensors")));
            Assert.Empty(Directory.EnumerateFiles(folder.At("broken"), "*.partial"));
        }
    }

    [Fact]
    public async Task A_series_killed_at_random_moments_ends_with_the_same_summary()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signals are those of Linux.");
        using var folder = new TemporaryFolder();
        folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 10"));
        string[] series = ["--recipe", folder.At("recipe.json"), "--seeds", "1,2"];
        await RunToTheEnd([.. Train(folder, "whole", resume: true), .. series]);

        var random = new SeededRandom(5);
        string[] checkpoints =
        [
            folder.At("broken", "seed1", "last.safetensors"), folder.At("broken", "seed2", "last.safetensors"),
        ];
        for (var kills = 0; kills < SeriesKills;)
        {
            var before = checkpoints.Max(File.GetLastWriteTimeUtc);
            using var process = Start([.. Train(folder, "broken", resume: true), .. series]);
            // The first is killed before it has kept anything.
            if (await process.RunsUntil(() => kills == 0
                ? File.Exists(folder.At("broken", "seed1", "recipe.json"))
                : checkpoints.Max(File.GetLastWriteTimeUtc) != before))
            {
                await Task.Delay(kills == 0 ? 0 : random.NextInt(250), TestContext.Current.CancellationToken);
                kills += process.HasEnded ? 0 : 1;
                process.Kill();
            }
            else
            {
                await process.EndWell();
                AssertEndedAlike();
                Directory.Delete(folder.At("broken"), recursive: true);
            }
        }

        await RunToTheEnd([.. Train(folder, "broken", resume: true), .. series]);
        AssertEndedAlike();

        void AssertEndedAlike()
        {
            Assert.All(checkpoints, checkpoint => Assert.Equal(
                Hash(checkpoint.Replace("broken", "whole", StringComparison.Ordinal)), Hash(checkpoint)));
            Assert.True(JsonNode.DeepEquals(Summary("whole"), Summary("broken")));
        }

        JsonNode? Summary(string name) => JsonNode.Parse(File.ReadAllText(folder.At(name, "summary.json")))!["final"];
    }

    [Fact]
    public async Task A_terminated_run_writes_a_checkpoint_and_exits_130()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signals are those of Linux.");
        using var folder = new TemporaryFolder();
        folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 100000"));
        using var process = Start([.. Train(folder, "run", checkpointMinutes: 1000)]);
        Assert.True(await process.RunsUntil(() => File.Exists(folder.At("run", "metrics.jsonl"))));
        var before = File.GetLastWriteTimeUtc(folder.At("run", "last.safetensors"));

        using (var kill = new ChildProcess("kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture)))
        {
            await kill.EndWell();
        }

        var (exitCode, _, error) = await process.End();
        Assert.Equal(Terminated, exitCode);
        Assert.Contains("--resume", error, StringComparison.Ordinal);
        Assert.NotEqual(before, File.GetLastWriteTimeUtc(folder.At("run", "last.safetensors")));
    }

    [Fact]
    public async Task A_full_disk_stops_a_run_with_advice_and_loses_nothing_that_was_safe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "File systems in memory are Linux's.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("small"));
        Assert.SkipUnless(await CanMount(folder.At("small")), "This user may not mount a file system in memory.");
        try
        {
            folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 30"));
            await RunToTheEnd(Train(folder, "whole"));
            while (!await StopsWithAdviceOnAFullDisk(folder))
            {
                Directory.Delete(folder.At("small", "run"), recursive: true); // it had ended before the disk was full
            }

            await RunToTheEnd(Train(folder, "small/run", resume: true));
            Assert.Equal(
                Hash(folder.At("whole", "last.safetensors")), Hash(folder.At("small", "run", "last.safetensors")));
        }
        finally
        {
            using var unmount = new ChildProcess("umount", folder.At("small"));
            await unmount.End();
        }
    }

    private async Task<bool> StopsWithAdviceOnAFullDisk(TemporaryFolder folder)
    {
        using var process = Start(Train(folder, "small/run"));
        await process.RunsUntil(() => File.Exists(folder.At("small", "run", "last.safetensors")));
        Fill(folder.At("small", "filler"));
        var (exitCode, _, error) = await process.End();
        File.Delete(folder.At("small", "filler"));
        if (exitCode == 0)
        {
            return false;
        }

        Assert.Contains("Cannot write", error, StringComparison.Ordinal);
        Assert.Contains("--resume", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        return true;
    }

    private string[] Train(
        TemporaryFolder folder, string output, bool resume = false, double checkpointMinutes = 0) =>
    [
        "train", "--dataset", "imagefolder", "--data", _run.Data, "--output", folder.At(output), "--threads", "1",
        "--checkpoint-minutes", checkpointMinutes.ToString(CultureInfo.InvariantCulture),
        .. resume ? ["--resume"] : (string[])["--recipe", folder.At("recipe.json")],
    ];

    private static ChildProcess Start(string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Arbex.Cli.dll"), .. arguments]);

    private static async Task RunToTheEnd(string[] arguments)
    {
        using var process = Start(arguments);
        await process.EndWell();
    }

    private static async Task<bool> CanMount(string folder)
    {
        using var mount = new ChildProcess("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder);
        return (await mount.End()).ExitCode == 0;
    }

    private static void Fill(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (; ; )
            {
                stream.Write(new byte[1024]);
            }
        }
        catch (IOException)
        {
            // full, as it should be
        }
    }

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
