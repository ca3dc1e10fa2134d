using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Packing;

namespace Arbex.Cli.Tests.Data;

public sealed class PackTests
{
    [Fact]
    public async Task A_pack_holds_the_pictures_and_names_the_broken_ones()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.Write(folder.At("faces"));
        var run = await Pack(folder, default, "--json");

        run.AssertIsDone();
        Assert.Equal(FaultyFolder.All, run.Json["samples"]!.GetValue<int>());
        Assert.Equal(2, run.Json["unreadable"]!.AsArray().Count);
        Assert.Contains("z-empty.png", run.Error, StringComparison.Ordinal);
        Assert.Equal(new FileInfo(folder.At("faces.pack")).Length, run.Json["bytes"]!.GetValue<long>());

        var source = DatasetCatalog.Open("imagefolder", folder.At("faces")).Dataset;
        using var packed = PackedDataset.Open(source, folder.At("faces.pack"));
        Assert.Equal(source.LoadImage(3).Pixels, packed.LoadImage(3).Pixels);
    }

    [Fact]
    public async Task A_stopped_packing_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var run = await Pack(folder, stop.Token);

        Assert.Equal(ExitCode.Stopped, run.ExitCode);
        Assert.Empty(Directory.EnumerateFiles(folder.FullName));
    }

    [Fact]
    public async Task Wrong_wishes_say_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        FaultyFolder.WriteSound(folder.At("faces"));
        (await Pack(folder, default, "--side", "4")).AssertIsBadInput("4", "8 to 8192");
        (await CommandRun.Of("data", "pack", "--dataset", "generated", "--output", "faces.zip")).AssertIsBadInput(".pack");
        Assert.Empty(Directory.EnumerateFiles(folder.FullName));
    }

    private static Task<CommandRun> Pack(TemporaryFolder folder, CancellationToken cancellation, params string[] more) =>
        CommandRun.Of(
            [
                "data", "pack", "--dataset", "imagefolder", "--data", folder.At("faces"), "--output", folder.At("faces.pack"),
                .. more,
            ],
            TimeProvider.System, cancellation);
}
