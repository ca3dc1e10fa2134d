using Arbex.Data;

namespace Arbex.Tests.Data;

public sealed class IndexCacheTests : IDisposable
{
    private const int Large = 20_000;

    private static readonly DateTime LongAgo = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _kept = new();
    private int _reads;

    public IndexCacheTests()
    {
        _data.Text("list.txt", "one\ntwo\n");
        _data.Text("pictures/a.png", "");
        _data.Text("pictures/b.png", "");
        Age();
    }

    public void Dispose()
    {
        _data.Dispose();
        _kept.Dispose();
    }

    public static TheoryData<string, Action<string>> Changes => new()
    {
        { "a list is changed, as long", root => File.WriteAllText(Path.Combine(root, "list.txt"), "one\ntoo\n") },
        { "a list is removed", root => File.Delete(Path.Combine(root, "list.txt")) },
        { "a list is added", root => File.WriteAllText(Path.Combine(root, "classes.txt"), "") },
        { "a picture is added", root => File.WriteAllText(Path.Combine(root, "pictures", "c.png"), "") },
        { "a picture is removed", root => File.Delete(Path.Combine(root, "pictures", "a.png")) },
        { "a picture is moved", root => File.Move(Path.Combine(root, "pictures/a.png"), Path.Combine(root, "c.png")) },
        { "a folder is removed", root => Directory.Delete(Path.Combine(root, "pictures"), recursive: true) },
        { "a folder is added", root => Directory.CreateDirectory(Path.Combine(root, "more")) },
    };

    [Fact]
    public void A_second_opening_asks_no_reader_and_finds_the_same()
    {
        var first = Open();
        var second = Open();

        Assert.Equal(1, _reads);
        Assert.NotSame(first, second);
        Assert.Equal((first.Name, first.Labels), (second.Name, second.Labels));
        Assert.Equal(first.Problems, second.Problems);
        Assert.Equal(first.LeftOut, second.LeftOut);
        Assert.Equal(Large + 2, second.Samples.Count);
        Assert.Equal(first.Samples.Select(Text), second.Samples.Select(Text));
        Assert.Equal(
            Enumerable.Range(0, Large).Select(first.Samples.GroupOf),
            Enumerable.Range(0, Large).Select(second.Samples.GroupOf));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_makes_the_reader_look_again(string what, Action<string> change)
    {
        Open();
        change(_data.FullName);
        Open();
        Assert.True(_reads == 2, $"After {what} the kept index was used.");
    }

    [Fact]
    public void A_list_that_changes_behind_a_link_is_noticed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var elsewhere = new TemporaryFolder();
        elsewhere.Text("list.txt", "one\n");
        elsewhere.Text("pictures/a.png", "");
        Age(elsewhere.FullName);
        File.Delete(Path.Combine(_data.FullName, "list.txt"));
        Directory.Delete(Path.Combine(_data.FullName, "pictures"), recursive: true);
        File.CreateSymbolicLink(Path.Combine(_data.FullName, "list.txt"), Path.Combine(elsewhere.FullName, "list.txt"));
        Directory.CreateSymbolicLink(
            Path.Combine(_data.FullName, "pictures"), Path.Combine(elsewhere.FullName, "pictures"));
        Directory.SetLastWriteTimeUtc(_data.FullName, LongAgo);

        Open();
        Open();
        Assert.Equal(1, _reads);
        elsewhere.Text("list.txt", "two\n");
        Open();
        Assert.Equal(2, _reads);
        Age(elsewhere.FullName);
        Open();
        elsewhere.Text("pictures/b.png", "");
        var reads = _reads;
        Open();
        Assert.Equal(reads + 1, _reads);
    }

    [Fact]
    public void Another_folder_or_other_settings_have_an_index_of_their_own()
    {
        using var other = new TemporaryFolder();
        Open();
        Open(settings: "other rule");
        Assert.Equal(2, _reads);
        new IndexCache(_kept.FullName).Open(new DatasetFiles(other.FullName, ""), "rule", Read);
        Assert.Equal(3, _reads);
        Open();
        Open(settings: "other rule");
        Assert.Equal(3, _reads);
    }

    [Fact]
    public void A_damaged_index_is_ignored_and_replaced()
    {
        Open();
        var path = Assert.Single(Directory.GetFiles(_kept.FullName));
        var whole = File.ReadAllBytes(path);
        var reads = _reads;
        foreach (var length in new[] { 0, 1, 7, 8, 9, 100, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Equal(Large + 2, Open().Samples.Count);
            Assert.True(++reads == _reads, $"An index cut to {length} bytes was used.");
        }

        for (var at = 0; at < whole.Length; at += (whole.Length / 25) + 1)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(path, damaged);
            Open();
            Assert.True(++reads == _reads, $"An index with byte {at} changed was used.");
        }

        Assert.Equal(whole, File.ReadAllBytes(path));
        Open();
        Assert.Equal(reads, _reads);
    }

    [Theory]
    [InlineData("list.txt")]
    [InlineData("pictures")]
    [InlineData("")]
    public void Nothing_is_kept_of_what_changed_a_moment_ago(string name)
    {
        var path = Path.Combine(_data.FullName, name);
        var changed = LongAgo.AddDays(1);
        Directory.SetLastWriteTimeUtc(path, changed);

        Open(new StoppedClock(changed.AddSeconds(1)));
        Assert.Empty(Directory.GetFiles(_kept.FullName));
        Open(new StoppedClock(changed.AddSeconds(3)));
        Assert.Single(Directory.GetFiles(_kept.FullName));
        Open(new StoppedClock(changed.AddSeconds(3)));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void A_small_dataset_is_not_kept()
    {
        new IndexCache(_kept.FullName).Open(Files(), "rule", files => Read(files, Large - 3));
        Assert.Empty(Directory.GetFiles(_kept.FullName));
    }

    [Fact]
    public void A_cache_folder_that_cannot_be_written_costs_nothing_but_time()
    {
        _kept.Text("file", "");
        var cache = new IndexCache(Path.Combine(_kept.FullName, "file"));
        Assert.Equal(Large + 2, cache.Open(Files(), "rule", Read).Samples.Count);
        Assert.Equal(Large + 2, cache.Open(Files(), "rule", Read).Samples.Count);
        Assert.Equal(2, _reads);
    }

    private static string Text(FaceSample sample) =>
        $"{sample.Id} {sample.Group} {sample.Split} {string.Join(' ', sample.LabelDistribution)}";

    private DatasetIndex Open(TimeProvider? time = null, string settings = "rule") =>
        new IndexCache(_kept.FullName, time).Open(Files(), settings, Read);

    private DatasetFiles Files() => new(_data.FullName, "");

    private DatasetIndex Read(DatasetFiles files) => Read(files, Large);

    private DatasetIndex Read(DatasetFiles files, int count)
    {
        _reads++;
        var builder = new SampleIndexBuilder();
        foreach (var name in files.Files("pictures"))
        {
            builder.Add($"pictures/{name}", DataSplit.Valid, [0.25f, 0.75f]);
        }

        for (var i = 0; i < count; i++)
        {
            var group = i % 5 == 0 ? null : $"video{i % 7}";
            builder.Add($"made/{i}.png", (DataSplit)(i % 3), FaceSample.OneHot(i % 2, 2), group);
        }

        var lines = files.HasFile("list.txt") ? files.Lines("list.txt").Count() : 0;
        return new DatasetIndex
        {
            Name = "Counted",
            Labels = new LabelSet("no", "yes"),
            Samples = builder.Build(),
            Problems = [$"{lines} lines; classes: {files.HasFile("classes.txt")}; {files.Folders("").Length} folders."],
            LeftOut = System.Collections.Immutable.ImmutableSortedDictionary<string, int>.Empty
                .WithComparers(StringComparer.Ordinal).Add("frames", 3),
        };
    }

    private void Age() => Age(_data.FullName);

    private static void Age(string root)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Append(root))
        {
            Directory.SetLastWriteTimeUtc(path, LongAgo);
        }
    }

    private sealed class StoppedClock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(now);
    }
}
