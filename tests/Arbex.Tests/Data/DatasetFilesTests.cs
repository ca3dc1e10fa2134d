using System.Diagnostics;
using Arbex.Data;

namespace Arbex.Tests.Data;

public sealed class DatasetFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _cache = new();

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void Names_are_found_in_any_letter_case_and_the_exact_one_goes_first()
    {
        _folder.Text("Image/LIST.txt", "");
        var files = new DatasetFiles(_folder.FullName, "");
        Assert.Equal("Image/LIST.txt", files.FindFile("image/list.txt"));
        Assert.Equal("Image", files.FindFolder("IMAGE"));
        Assert.Null(files.FindFile("image"));
        Assert.Null(files.FindFolder("image/other"));
    }

    [Fact]
    public void Folders_that_tools_make_are_none()
    {
        foreach (var name in new[] { "__MACOSX", "@eaDir", ".git", "happy" })
        {
            _folder.Folder(name);
        }

        Assert.Equal(["happy"], new DatasetFiles(_folder.FullName, "").Folders(""));
    }

    [Fact]
    public void A_dataset_is_found_in_a_folder_that_unpacking_made_around_it()
    {
        _folder.Picture("archive/faces/glad/1.png", 5);
        _folder.Picture("archive/faces/sad/1.png");
        _folder.Text("__MACOSX/archive/faces/glad/._1.png", "");

        var (dataset, index) = Open("imagefolder");

        Assert.Equal(["glad/1.png", "sad/1.png"], dataset.Samples.Select(sample => sample.Id));
        Assert.Equal(5, dataset.LoadImage(0).Pixels[0]);
        Assert.Equal($"The dataset lies in '{Path.Combine(_folder.FullName, "archive", "faces")}'.", Assert.Single(index.Remarks));
    }

    [Fact]
    public void A_dataset_that_is_there_twice_is_refused_by_the_names_of_both()
    {
        _folder.Text("one/fer2013.csv", "");
        foreach (var copy in new[] { "one", "two" })
        {
            _folder.Picture($"{copy}/EmoLabel/.keep.png");
            _folder.Text($"{copy}/EmoLabel/list_patition_label.txt", "train_1.jpg 1\n");
            _folder.Picture($"{copy}/Image/aligned/train_1_aligned.jpg");
        }

        var message = Assert.Throws<DatasetFormatException>(() => Open("rafdb")).Message;
        Assert.Contains("one", message, StringComparison.Ordinal);
        Assert.Contains("two", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_that_differ_in_letter_case_alone_are_told()
    {
        _folder.Picture("happy/1.png");
        _folder.Picture("Happy/1.png");
        _folder.Picture("sad/1.png");
        Assert.Contains("Happy and happy", Assert.Single(Open("imagefolder").Index.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Pipes_among_pictures_are_passed_over_and_counted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes in folders on Windows.");
        _folder.Picture("a/1.png");
        _folder.Picture("b/1.png");
        MakePipe("a/2.png");

        var (dataset, index) = Open("imagefolder");

        Assert.Equal(2, dataset.Samples.Count);
        Assert.Equal(
            "1 named pipes, sockets or devices are no files and were left out, such as a/2.png.", Assert.Single(index.Problems));
    }

    [Theory]
    [InlineData("imagefolder", "classes.txt")]
    [InlineData("imagefolder", "groups.csv")]
    [InlineData("manifest", "manifest.csv")]
    [InlineData("manifest", "manifest.parquet")]
    [InlineData("fer2013", "fer2013.csv")]
    [InlineData("rafdb", "EmoLabel/list_patition_label.txt")]
    public void A_pipe_instead_of_a_list_is_refused_by_name(string kind, string list)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes in folders on Windows.");
        _folder.Picture("a/1.png");
        _folder.Picture("b/1.png");
        _folder.Folder("EmoLabel");
        MakePipe(list);

        var message = Assert.ThrowsAny<ArbexException>(() => Open(kind)).Message;
        Assert.Contains(list, message, StringComparison.Ordinal);
        Assert.Contains("a named pipe", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imagefolder", "classes.txt")]
    [InlineData("imagefolder", "groups.csv")]
    [InlineData("fer2013", "fer2013.csv")]
    [InlineData("rafdb", "EmoLabel/list_patition_label.txt")]
    [InlineData("ferplus", "FER2013Train/label.csv")]
    public void A_list_without_an_end_is_refused_by_name(string kind, string list)
    {
        _folder.Picture("a/1.png");
        _folder.Picture("b/1.png");
        _folder.Text(list, "");
        using (var sparse = File.OpenWrite(Path.Combine(_folder.FullName, list)))
        {
            sparse.SetLength(1L << 33);
        }

        Assert.Contains(
            Path.GetFileName(list), Assert.ThrowsAny<ArbexException>(() => Open(kind)).Message, StringComparison.Ordinal);
    }

    private (IFaceDataset Dataset, DatasetIndex Index) Open(string kind) =>
        DatasetCatalog.Open(kind, _folder.FullName, cache: new IndexCache(_cache.FullName));

    private void MakePipe(string name)
    {
        using var made = Process.Start("mkfifo", [Path.Combine(_folder.FullName, name)]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}
