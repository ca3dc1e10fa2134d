using Arbex.Data.Packing;

namespace Arbex.Tests.Data.Packing;

/// <summary>A packing that does not come to its end leaves nothing that a later run trusts.</summary>
public sealed class InterruptedPackingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Pack => Path.Combine(_folder.FullName, "faces.pack");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_process_leaves_the_old_pack_and_a_remainder_that_nothing_opens()
    {
        var old = new DrawnDataset(5);
        PackWriter.Write(old, Pack);
        var before = await File.ReadAllBytesAsync(Pack, TestContext.Current.CancellationToken);

        var partial = await PackingChild.KillWhileItWrites(Pack);

        Assert.Equal(before, await File.ReadAllBytesAsync(Pack, TestContext.Current.CancellationToken));
        PackedDataset.Open(old, Pack).Dispose();
        Assert.True(new FileInfo(partial).Length > 0);
        AssertRefused(partial);
        File.Copy(partial, Pack, overwrite: true); // even under the right name
        AssertRefused(Pack);

        File.SetLastWriteTimeUtc(partial, File.GetLastWriteTimeUtc(partial) - TimeSpan.FromHours(1));
        PackWriter.Write(PackingChild.Faces(20), Pack);
        PackedDataset.Open(PackingChild.Faces(20), Pack).Dispose();
        Assert.Equal([Pack], Directory.EnumerateFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Planted_links_are_not_followed_and_files_of_others_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var (notes, partial) = (Path.Combine(_folder.FullName, "notes"), Pack + ".partial");
        File.WriteAllText(notes, "precious");
        File.CreateSymbolicLink(partial, notes);

        PackWriter.Write(new DrawnDataset(5), Pack);

        Assert.Equal("precious", File.ReadAllText(notes));
        Assert.Equal(notes, new FileInfo(partial).LinkTarget);
        Assert.Null(new FileInfo(Pack).LinkTarget);
        PackedDataset.Open(new DrawnDataset(5), Pack).Dispose();
    }

    [Fact]
    public void A_second_packing_of_the_same_pack_is_refused_and_the_first_is_whole()
    {
        PackException? second = null;
        var source = new DrawnDataset(
            5, before: i => second ??= i == 2 ? Assert.Throws<PackException>(() => PackWriter.Write(new DrawnDataset(5), Pack)) : null);

        PackWriter.Write(source, Pack, new PackOptions { Workers = 1 });

        Assert.Contains("Another packing", second!.Message, StringComparison.Ordinal);
        PackedDataset.Open(new DrawnDataset(5), Pack).Dispose();
    }

    [Fact]
    public void A_cancelled_packing_leaves_no_file()
    {
        using var stop = new CancellationTokenSource();
        var source = new DrawnDataset(500, before: i => StopAt(250, i, stop));
        Assert.Throws<OperationCanceledException>(() => PackWriter.Write(source, Pack, cancellation: stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void A_mistake_in_a_dataset_surfaces_and_leaves_no_file()
    {
        var error = new InvalidOperationException("a mistake");
        var source = new DrawnDataset(500, before: i => _ = i == 250 ? throw error : 0);
        Assert.Same(error, Assert.Throws<InvalidOperationException>(() => PackWriter.Write(source, Pack)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Progress_is_told_up_to_the_last_sample()
    {
        var told = new Told();
        PackWriter.Write(new DrawnDataset(300), Pack, new PackOptions { Workers = 2 }, told);
        Assert.Equal(300, told.Counts[^1]);
        Assert.Equal(told.Counts.Order(), told.Counts);
    }

    private static void AssertRefused(string path) =>
        Assert.Contains(
            path, Assert.Throws<PackException>(() => PackedDataset.Open(PackingChild.Faces(20), path)).Message,
            StringComparison.Ordinal);

    private static void StopAt(int last, int index, CancellationTokenSource stop)
    {
        if (index == last)
        {
            stop.Cancel();
        }
    }

    private sealed class Told : IProgress<int>
    {
        public List<int> Counts { get; } = [];

        public void Report(int value) => Counts.Add(value);
    }
}
