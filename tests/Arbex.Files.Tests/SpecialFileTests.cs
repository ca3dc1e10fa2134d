using System.Diagnostics;

namespace Arbex.Files.Tests;

public sealed class SpecialFileTests
{
    [Fact]
    public void Kinds_are_told_apart_without_opening_anything()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are made by Linux's mkfifo.");
        using var folder = new TemporaryFolder();
        using (var make = Process.Start("mkfifo", [folder.At("pipe")]))
        {
            make.WaitForExit();
        }

        File.CreateSymbolicLink(folder.At("link"), folder.At("pipe"));
        Assert.Equal(FileKind.Pipe, SpecialFile.KindOf(folder.At("pipe")));
        Assert.Equal(FileKind.Pipe, SpecialFile.KindOf(folder.At("link")));
        Assert.Equal(FileKind.Device, SpecialFile.KindOf("/dev/zero"));
        Assert.Equal(FileKind.Folder, SpecialFile.KindOf(folder.Path));
        Assert.Equal(FileKind.Regular, SpecialFile.KindOf(folder.Write("file", "")));
        Assert.Equal(FileKind.Missing, SpecialFile.KindOf(folder.At("missing")));
    }

    [Theory]
    [InlineData("/dev/zero", "a device")]
    [InlineData("/tmp", "a folder")]
    public void What_is_no_regular_file_is_refused_by_what_it_is(string path, string kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The paths are Linux's.");
        var refused = Assert.Throws<ArbexException>(() => InputFile.Open(path, "recipe").Dispose());
        Assert.Contains($"The recipe '{path}' is {kind}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_larger_than_its_limit_is_refused_before_it_is_read()
    {
        using var folder = new TemporaryFolder();
        using (var sparse = File.Create(folder.At("sparse")))
        {
            sparse.SetLength(1L << 40);
        }

        var refused = Assert.Throws<ArbexException>(() => InputFile.ReadText(folder.At("sparse"), "recipe"));
        Assert.Contains("1099511627776 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb\r\nc\rd", new[] { "a", "b", "c", "d" })]
    [InlineData("a\n\nb\n", new[] { "a", "", "b" })]
    [InlineData("", new string[0])]
    public void Lines_are_those_of_a_text_reader(string text, string[] lines) =>
        Assert.Equal(lines, InputFile.Lines(new StringReader(text), "list"));

    [Theory]
    [InlineData("a\nb\r\nc\r\nd", new[] { "a", "b", "c", "d" })]
    [InlineData("a\nb\0c\r\0", new[] { "a\nb", "c\r" })]
    [InlineData("a\0\0b", new[] { "a", "", "b" })]
    public void Paths_are_one_a_line_or_have_nul_between_them(string text, string[] paths) =>
        Assert.Equal(paths, InputFile.Paths(new StringReader(text), "list"));

    [Fact]
    public void Paths_that_are_all_empty_are_refused()
    {
        using var endless = new StreamReader(new EndlessZeros());
        Assert.Contains("'zeros'", Assert.Throws<ArbexException>(
            () => InputFile.Paths(endless, "zeros").Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_an_end_is_refused()
    {
        using var endless = new StreamReader(new EndlessZeros());
        Assert.Contains("Line 1 of 'zeros'", Assert.Throws<ArbexException>(
            () => InputFile.Lines(endless, "zeros").Count()).Message, StringComparison.Ordinal);
    }

    private sealed class EndlessZeros : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Clear(buffer, offset, count);
            return count;
        }

        public override int Read(Span<byte> buffer)
        {
            buffer.Clear();
            return buffer.Length;
        }
    }
}
