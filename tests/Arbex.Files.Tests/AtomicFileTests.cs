namespace Arbex.Files.Tests;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_target_with_the_longest_legal_name_is_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At(new string('x', 251) + ".csv");
        AtomicFile.WriteText(path, "text");
        Assert.Equal("text", File.ReadAllText(path));
    }

    [Fact]
    public void A_failure_leaves_the_target_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.csv", "before");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, _ => throw new InvalidOperationException()));
        Assert.Throws<InvalidOperationException>(
            () => AtomicFile.Write(path, stream => stream.WriteByte(1), _ => throw new InvalidOperationException()));
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void Two_writers_of_one_target_both_succeed_and_one_of_them_stays()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("x");
        AtomicFile.Write(path, first =>
        {
            AtomicFile.WriteText(path, "second");
            first.Write("first"u8);
        });
        Assert.Equal("first", File.ReadAllText(path));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void Only_abandoned_files_of_our_own_form_are_removed()
    {
        using var folder = new TemporaryFolder();
        var theirs = folder.Write("download.mkv.partial", "precious");
        var abandoned = folder.Write(".arbex-0123456789abcdef.partial", "half");
        var young = folder.Write(".arbex-0123456789abcde0.partial", "half");
        using var held = TemporaryName.Create(folder.At("x"));
        foreach (var old in (string[])[theirs, abandoned, held.Name])
        {
            File.SetLastWriteTimeUtc(old, File.GetLastWriteTimeUtc(young).AddHours(-1));
        }

        TemporaryName.RemoveAbandoned(folder.Path, TimeProvider.System);
        Assert.Equal(
            new[] { theirs, young, held.Name }.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_check_may_have_other_contents_written_and_holds_the_file_meanwhile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("x");
        AtomicFile.Write(path, stream => stream.Write("draft"u8), draft =>
        {
            Assert.Equal("draft", File.ReadAllText(draft));
            File.SetLastWriteTimeUtc(draft, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
            TemporaryName.RemoveAbandoned(folder.Path, TimeProvider.System);
            Assert.True(File.Exists(draft));
            return stream => stream.Write("final"u8);
        });
        Assert.Equal("final", File.ReadAllText(path));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }
}
