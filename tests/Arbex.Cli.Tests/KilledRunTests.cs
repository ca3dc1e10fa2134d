using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Arbex.Imaging;

namespace Arbex.Cli.Tests;

/// <summary>Real processes that are stopped from outside.</summary>
public sealed class KilledRunTests
{
    private const int Kills = 20;
    private const int SeriesKills = 4;
    private const int Terminated = 130;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TrainedRun _run;

    public KilledRunTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task A_run_killed_at_twenty_random_moments_ends_with_the_same_bytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signals are those of Linux.");
        using var folder = new TemporaryFolder();
        folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 120, \"weightAverage\": 0.9"));
        using (var undisturbed = Start(Train(folder, "whole")))
        {
            await End(undisturbed, expected: 0);
        }

        var random = new SeededRandom(4);
        var last = folder.At("broken", "last.safetensors");
        var kills = 0;
        while (kills < Kills)
        {
            var before = File.Exists(last) ? File.GetLastWriteTimeUtc(last) : DateTime.MinValue;
            using var process = Start(Train(folder, "broken", File.Exists(last)));
            await Until(() => process.HasExited || (File.Exists(last) && File.GetLastWriteTimeUtc(last) != before));
            await Task.Delay(random.NextInt(60), TestContext.Current.CancellationToken);
            if (process.HasExited)
            {
                break;
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            kills++;
        }

        Assert.Equal(Kills, kills); // the run was long enough to be killed so often
        using (var rest = Start(Train(folder, "broken", resume: true)))
        {
            await End(rest, expected: 0);
        }

        Assert.Equal(Hash(folder.At("whole", "last.safetensors")), Hash(folder.At("broken", "last.safetensors")));
        Assert.Equal(Hash(folder.At("whole", "best.safetensors")), Hash(folder.At("broken", "best.safetensors")));
        Assert.Empty(Directory.EnumerateFiles(folder.At("broken"), "*.partial"));
    }

    [Fact]
    public async Task A_series_killed_at_random_moments_ends_with_the_same_summary()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signals are those of Linux.");
        using var folder = new TemporaryFolder();
        folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 15"));
        string[] series = ["--recipe", folder.At("recipe.json"), "--seeds", "1,2"];
        using (var undisturbed = Start([.. Train(folder, "whole", resume: true), .. series]))
        {
            await End(undisturbed, expected: 0);
        }

        var random = new SeededRandom(5);
        string[] checkpoints =
        [
            folder.At("broken", "seed1", "last.safetensors"), folder.At("broken", "seed2", "last.safetensors"),
        ];
        var kills = 0;
        for (var kill = 0; kill < SeriesKills; kill++)
        {
            var before = checkpoints.Max(File.GetLastWriteTimeUtc);
            using var process = Start([.. Train(folder, "broken", resume: true), .. series]);
            // The first is killed before it has kept anything.
            await Until(() => kill == 0
                ? File.Exists(folder.At("broken", "seed1", "recipe.json"))
                : process.HasExited || checkpoints.Max(File.GetLastWriteTimeUtc) != before);
            await Task.Delay(kill == 0 ? 0 : random.NextInt(250), TestContext.Current.CancellationToken);
            kills += process.HasExited ? 0 : 1;
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.InRange(kills, 2, SeriesKills); // one before there was anything to keep, one after
        using (var rest = Start([.. Train(folder, "broken", resume: true), .. series]))
        {
            await End(rest, expected: 0);
        }

        Assert.All(checkpoints, checkpoint => Assert.Equal(
            Hash(checkpoint.Replace("broken", "whole", StringComparison.Ordinal)), Hash(checkpoint)));
        Assert.True(JsonNode.DeepEquals(Summary("whole"), Summary("broken")));

        JsonNode? Summary(string name) => JsonNode.Parse(File.ReadAllText(folder.At(name, "summary.json")))!["final"];
    }

    [Fact]
    public async Task A_terminated_run_writes_a_checkpoint_and_exits_130()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signals are those of Linux.");
        using var folder = new TemporaryFolder();
        folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 100000"));
        using var process = Start([.. Train(folder, "run", checkpointMinutes: 1000)]);
        await Until(() => File.Exists(folder.At("run", "metrics.jsonl")));
        var before = File.GetLastWriteTimeUtc(folder.At("run", "last.safetensors"));

        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var error = await End(process, Terminated);
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
            folder.Write("recipe.json", Samples.MicroRecipeWith("\"epochs\": 60"));
            using (var undisturbed = Start(Train(folder, "whole")))
            {
                await End(undisturbed, expected: 0);
            }

            using (var process = Start(Train(folder, "small/run")))
            {
                await Until(() => File.Exists(folder.At("small", "run", "last.safetensors")));
                Fill(folder.At("small", "filler"));
                var error = await End(process, expected: null);
                Assert.NotEqual(0, process.ExitCode);
                Assert.Contains("Cannot write", error, StringComparison.Ordinal);
                Assert.Contains("--resume", error, StringComparison.Ordinal);
                Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
            }

            File.Delete(folder.At("small", "filler"));
            using (var resumed = Start(Train(folder, "small/run", resume: true)))
            {
                await End(resumed, expected: 0);
            }

            Assert.Equal(
                Hash(folder.At("whole", "last.safetensors")), Hash(folder.At("small", "run", "last.safetensors")));
        }
        finally
        {
            using var unmount = Process.Start("umount", [folder.At("small")]);
            await unmount.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private string[] Train(
        TemporaryFolder folder, string output, bool resume = false, double checkpointMinutes = 0) =>
    [
        "train", "--dataset", "imagefolder", "--data", _run.Data, "--output", folder.At(output), "--threads", "1",
        "--checkpoint-minutes", checkpointMinutes.ToString(CultureInfo.InvariantCulture),
        .. resume ? ["--resume"] : (string[])["--recipe", folder.At("recipe.json")],
    ];

    private static Process Start(string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Arbex.Cli.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
    }

    private static async Task<string> End(Process process, int? expected)
    {
        using var late = new CancellationTokenSource(Patience);
        var error = process.StandardError.ReadToEndAsync(late.Token);
        _ = await process.StandardOutput.ReadToEndAsync(late.Token);
        await process.WaitForExitAsync(late.Token);
        Assert.True(expected is null || process.ExitCode == expected, $"exit {process.ExitCode}: {await error}");
        return await error;
    }

    private static async Task Until(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(2, late.Token);
        }
    }

    private static async Task<bool> CanMount(string folder)
    {
        using var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder])
        {
            RedirectStandardError = true,
        })!;
        await mount.WaitForExitAsync(TestContext.Current.CancellationToken);
        return mount.ExitCode == 0;
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
