using System.Diagnostics;

namespace Arbex.Cli.Tests.Predict;

public sealed class FullDiskTests
{
    private readonly TrainedRun _run;

    public FullDiskTests(TrainedRun run) => _run = run;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv", "--resume")]
    [InlineData("jsonl", "--resume")]
    [InlineData("parquet", "nothing is kept")]
    public async Task A_full_disk_is_named_with_the_file_and_what_is_kept(string ending, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "File systems in memory are Linux's.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("small"));
        Assert.SkipUnless(await Run("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", folder.At("small")), "This user may not mount.");
        try
        {
            var list = folder.Write("list.txt", string.Join(
                '\n', Enumerable.Range(0, 2000).Select(i => folder.At($"missing-{i * 7919}.png")).Append(_run.Picture)));
            var output = folder.At("small", $"a.{ending}");

            var run = await CommandRun.Of(
                "predict", "--model", _run.Model, "--detector", "whole", "--threads", "1", "--output", output, "--list", list);

            run.AssertIsBadInput("Cannot write", output, said);
            Assert.Equal(ending == "parquet" ? 0 : 1, Directory.EnumerateFiles(folder.At("small")).Count());
            Assert.True(await Run("mount", "-o", "remount,size=4m", folder.At("small")));
            (await CommandRun.Of(
            [
                "predict", "--model", _run.Model, "--detector", "whole", "--threads", "1", "--output", output, "--list", list,
                .. ending == "parquet" ? [] : (string[])["--resume"],
            ])).AssertIsDone();
        }
        finally
        {
            await Run("umount", folder.At("small"));
        }
    }

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(Token);
        return process.ExitCode == 0;
    }
}
