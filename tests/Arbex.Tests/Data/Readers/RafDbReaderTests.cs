using Arbex.Data;

namespace Arbex.Tests.Data.Readers;

public sealed class RafDbReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_list_gives_part_and_label_whatever_blanks_stand_in_it()
    {
        _folder.Text("EmoLabel/list_patition_label.txt", "train_00001.jpg 1\n\n  \ntest_0001.jpg\t4 \n");
        _folder.Picture("Image/aligned/train_00001_aligned.jpg");
        _folder.Picture("Image/aligned/test_0001_aligned.jpg");

        var index = _folder.Read("rafdb");

        Assert.Equal("RAF-DB (aligned)", index.Name);
        Assert.Equal([DataSplit.Train, DataSplit.Test], index.Samples.Select(sample => sample.Split));
        Assert.Equal(["surprise", "happiness"], index.Samples.Select(sample => index.Labels[sample.Label]));
        Assert.Empty(index.Problems);
    }

    [Theory]
    [InlineData("train/", "test/", "{0}")]
    [InlineData("train_set/", "test_set/", "{0} {1}")]
    [InlineData("Train/", "Valid/", "{1}")]
    [InlineData("DATASET/train/", "DATASET/test/", "{0}_{1}")]
    public void Class_folders_are_read_by_code_or_name(string train, string second, string form)
    {
        string[] names = ["Surprise", "Fear", "Disgust", "Happiness", "Sadness", "Anger", "Neutral"];
        for (var code = 1; code <= names.Length; code++)
        {
            var folder = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, code, names[code - 1]);
            _folder.Picture($"{train}{folder}/train_0000{code}_aligned.jpg");
            _folder.Picture($"{second}{folder}/test_0000{code}_aligned.jpg");
        }

        _folder.Text("train_labels.csv", "image,label\n");
        using var cache = new TemporaryFolder();
        var (dataset, index) = DatasetCatalog.Open("rafdb", _folder.FullName, cache: new IndexCache(cache.FullName));

        Assert.Equal("RAF-DB (folders)", index.Name);
        Assert.Equal(
            new LabelSet("surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"), dataset.Labels);
        Assert.Equal(7, dataset.Samples.Positions(DataSplit.Train).Length);
        Assert.Equal(7, dataset.Samples.Positions(second.StartsWith('V') ? DataSplit.Valid : DataSplit.Test).Length);
        Assert.All(dataset.Samples, sample => Assert.Contains($"0000{sample.Label + 1}_aligned", sample.Id, StringComparison.Ordinal));
        dataset.LoadImage(13);
    }

    [Fact]
    public void Numbered_folders_without_parts_are_divided_by_the_names_of_the_pictures()
    {
        _folder.Picture("1/train_00001_aligned.jpg");
        _folder.Picture("7/test_0001_aligned.jpg");
        Assert.Equal([DataSplit.Train, DataSplit.Test], _folder.Read("rafdb").Samples.Select(sample => sample.Split));
    }

    [Fact]
    public void Folders_from_0_on_are_refused_since_their_meaning_is_not_known()
    {
        for (var code = 0; code < 7; code++)
        {
            _folder.Picture($"train/{code}/x.jpg");
        }

        Assert.Contains("begin at 0", _folder.Refusal("rafdb"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_compound_expressions_are_told_by_their_codes()
    {
        _folder.Text("EmoLabel/list_patition_label.txt", "train_0001.jpg 3\ntrain_0002.jpg 11\ntest_0001.jpg 8\n");
        Assert.Contains("this is RAF-DB compound", _folder.Refusal("rafdb"), StringComparison.Ordinal);
    }

    [Fact]
    public void Compound_folders_are_told_by_their_numbers()
    {
        for (var code = 1; code <= 11; code++)
        {
            _folder.Picture($"train/{code}/x.jpg");
        }

        Assert.Contains("this is RAF-DB compound", _folder.Refusal("rafdb"), StringComparison.Ordinal);
    }

    [Fact]
    public void Single_odd_lines_are_counted_and_letter_case_and_endings_do_not_matter()
    {
        _folder.Text("basic/emolabel/List_Patition_Label.txt", "train_00001.jpg 1\ntrain_00002.jpg x\ntrain_00003.jpg 2\ntrain_00001.jpg 1\n");
        _folder.Picture("basic/Image/Aligned/train_00001_aligned.png");
        _folder.Picture("basic/Image/Aligned/train_00003_aligned.jpg");
        _folder.Text("basic/Image/Aligned/train_00009_aligned.heic", "");

        var index = _folder.Read("rafdb");

        Assert.Equal([0, 1], index.Samples.Select(sample => sample.Label));
        Assert.Equal(3, index.Problems.Length);
        Assert.Contains("HEIC", index.Problems[0], StringComparison.Ordinal);
        Assert.Contains("line 2: 'train_00002.jpg x'", index.Problems[1], StringComparison.Ordinal);
        Assert.Contains("an earlier line named", index.Problems[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_without_any_of_its_pictures_is_no_dataset()
    {
        _folder.Text("EmoLabel/list_patition_label.txt", "train_00001.jpg 1\n");
        _folder.Text("Image/aligned/.DS_Store", "");
        Assert.Contains(
            "none of the pictures", Assert.Throws<DatasetFormatException>(() => _folder.Read("rafdb")).Message, StringComparison.Ordinal);
    }
}
