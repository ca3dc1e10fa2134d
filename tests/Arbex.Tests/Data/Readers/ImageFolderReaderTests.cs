using Arbex.Data;

namespace Arbex.Tests.Data.Readers;

public sealed class ImageFolderReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Class_folders_alone_are_for_training_and_sorted_by_code_point()
    {
        _folder.Picture("2/b.PNG", 22);
        _folder.Picture("10/a.png");
        _folder.Picture("10/B.Jpeg");
        _folder.Folder(".git");

        var dataset = Open();

        Assert.Equal(new LabelSet("10", "2"), dataset.Labels);
        Assert.Equal(["10/B.Jpeg", "10/a.png", "2/b.PNG"], dataset.Samples.Select(sample => sample.Id));
        Assert.All(dataset.Samples, sample => Assert.Equal((DataSplit.Train, sample.Id), (sample.Split, sample.Group)));
        Assert.Equal(1, dataset.Samples[2].Label);
        Assert.Equal(22, _folder.RedOf(dataset, 2));
        Assert.Empty(dataset.Problems);
    }

    [Theory]
    [InlineData("valid")]
    [InlineData("val")]
    [InlineData("Validation")]
    public void Split_folders_come_in_the_order_train_valid_test(string valid)
    {
        foreach (var split in new[] { "train", valid, "test" })
        {
            _folder.Picture($"{split}/glad/1.png");
            _folder.Picture($"{split}/sad/1.png");
        }

        Assert.Equal(
            [(DataSplit.Train, 0), (DataSplit.Train, 1), (DataSplit.Valid, 0), (DataSplit.Valid, 1),
                (DataSplit.Test, 0), (DataSplit.Test, 1)],
            Open().Samples.Select(sample => (sample.Split, sample.Label)));
    }

    [Fact]
    public void Whatever_is_no_picture_is_counted()
    {
        _folder.Picture("train/a/1.png");
        _folder.Picture("train/b/1.png");
        _folder.Picture("test/a/1.png");
        _folder.Picture("other/a/1.png");
        _folder.Text("train/a/notes.txt", "");
        _folder.Text("train/a/Thumbs.db", "");
        _folder.Folder("train/b/deeper.png");

        var dataset = Open();

        Assert.Equal(3, dataset.Samples.Count);
        Assert.Equal(
            [
                "1 folders beside the split folders were left out, such as other.",
                "1 classes without a folder in the Test split are absent there, such as b.",
                "3 files or folders in class folders that are no pictures were left out, such as train/a/Thumbs.db.",
            ],
            dataset.Problems);
    }

    [Fact]
    public void A_list_of_classes_decides_order_and_choice()
    {
        _folder.Picture("a/1.png");
        _folder.Picture("b/1.png");
        _folder.Folder("none");
        _folder.Text("classes.txt", "b\r\na\r\n\r\n");

        var dataset = Open();

        Assert.Equal(new LabelSet("b", "a"), dataset.Labels);
        Assert.Equal(["b/1.png", "a/1.png"], dataset.Samples.Select(sample => sample.Id));
        Assert.Equal(
            ["1 class folders that classes.txt does not list were left out, such as none."], dataset.Problems);
    }

    [Theory]
    [InlineData("a\nc\n", "line 2", "'c'")]
    [InlineData("a\nb\na\n", "line 3", "twice")]
    public void A_wrong_list_of_classes_is_refused(string list, params string[] parts)
    {
        _folder.Picture("a/1.png");
        _folder.Picture("b/1.png");
        _folder.Text("classes.txt", list);
        Assert.All(parts, part => Assert.Contains(part, Refused()));
    }

    [Fact]
    public void A_list_of_groups_is_used_and_compared_with_the_pictures()
    {
        _folder.Picture("a/1.png");
        _folder.Picture("a/2,3.png");
        _folder.Picture("b/1.png");
        _folder.Text("groups.csv", "a/1.png,ann\r\n\"a\\2,3.png\", ann\r\na/9.png,bob\r\n");

        var dataset = Open();

        Assert.Equal(["ann", "ann", "b/1.png"], dataset.Samples.Select(sample => sample.Group));
        Assert.Equal(
            [
                "1 pictures are not in groups.csv and are their own group, such as b/1.png.",
                "1 lines of groups.csv name no picture, such as a/9.png.",
            ],
            dataset.Problems);
    }

    [Theory]
    [InlineData("a/1.png\n", "line 1", "1 filled field")]
    [InlineData("a/1.png,x\na/1.png,y\n", "line 2", "second group")]
    public void A_wrong_list_of_groups_is_refused(string list, params string[] parts)
    {
        _folder.Picture("a/1.png");
        _folder.Picture("b/1.png");
        _folder.Text("groups.csv", list);
        Assert.All(parts, part => Assert.Contains(part, Refused()));
    }

    [Fact]
    public void Folders_that_are_no_dataset_are_refused_with_the_reason()
    {
        Assert.Contains("0 class folders", Refused());
        _folder.Picture("a/1.png");
        Assert.Contains("1 class folders (a)", Refused());
        _folder.Text("empty/readme.txt", "");
        Assert.Contains("has no picture", Refused());
        _folder.Folder("val");
        _folder.Folder("valid");
        Assert.Contains("val and valid", Refused());
        Assert.Contains(
            "does not exist",
            Assert.Throws<DatasetFormatException>(
                () => DatasetCatalog.Open("imagefolder", Path.Combine(_folder.FullName, "nowhere"))).Message);
    }

    [Fact]
    public void Tiff_files_are_pictures_and_hidden_files_are_none()
    {
        _folder.Picture("a/1.tif");
        _folder.Picture("a/2.TIFF");
        _folder.Picture("b/1.webp");
        _folder.Picture("b/._1.webp");

        var dataset = Open();

        Assert.Equal(["a/1.tif", "a/2.TIFF", "b/1.webp"], dataset.Samples.Select(sample => sample.Id));
        Assert.Equal(
            ["1 files or folders in class folders that are no pictures were left out, such as b/._1.webp."],
            dataset.Problems);
    }

    [Fact]
    public void Every_ending_of_pictures_counts_and_formats_that_cannot_be_read_are_named()
    {
        _folder.Picture("a/1.jfif");
        _folder.Picture("a/2.JPE");
        _folder.Picture("b/1.png");
        _folder.Text("b/IMG_0001.HEIC", "");
        _folder.Text("b/clip.3gp", "");

        var dataset = Open();

        Assert.Equal(["a/1.jfif", "a/2.JPE", "b/1.png"], dataset.Samples.Select(sample => sample.Id));
        Assert.Equal(
            [
                "1 pictures have a format that cannot be read (HEIC, AVIF and the like) and were left out, such as b/IMG_0001.HEIC.",
                "1 files are clips and no pictures and were left out, such as b/clip.3gp.",
            ],
            dataset.Problems);
    }

    [Fact]
    public void Parts_have_the_names_of_every_copy_and_numbers_hint_at_the_dataset()
    {
        for (var code = 1; code <= 7; code++)
        {
            _folder.Picture($"Train_Set/{code}/1.png");
            _folder.Picture($"Test_Set/{code}/1.png");
        }

        var dataset = Open();

        Assert.Equal(7, dataset.Samples.Positions(DataSplit.Test).Length);
        Assert.Contains("--dataset rafdb", Assert.Single(dataset.Remarks));
    }

    [Fact]
    public void A_mapping_of_numbers_hints_at_the_dataset()
    {
        var numbers = new LabelSet("1", "2", "3", "4", "5", "6", "7");
        Assert.Contains(
            "--dataset rafdb",
            Assert.Throws<ArbexException>(() => Arbex.Data.Labels.LabelMapping.Between(numbers, LabelSet.FerPlus)).Message);
    }

    private DatasetIndex Open() => _folder.Read("imagefolder");

    private string Refused() => _folder.Refusal("imagefolder");
}
