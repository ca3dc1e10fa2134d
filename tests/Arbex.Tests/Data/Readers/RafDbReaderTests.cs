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

    [Fact]
    public void A_list_without_any_of_its_pictures_is_no_dataset()
    {
        _folder.Text("EmoLabel/list_patition_label.txt", "train_00001.jpg 1\n");
        _folder.Text("Image/aligned/.DS_Store", "");
        Assert.Contains(
            "none of the pictures", Assert.Throws<DatasetFormatException>(() => _folder.Read("rafdb")).Message, StringComparison.Ordinal);
    }
}
