using Arbex.Data;
using Arbex.Data.Labels;

namespace Arbex.Tests.Data.Readers;

public sealed class Ck48ReaderTests : IDisposable
{
    private readonly ReaderFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("CK+48/")]
    public void Class_folders_give_samples_grouped_by_subject(string basis)
    {
        _folder.Picture($"{basis}happy/S010_004_00000017.png", 17);
        _folder.Picture($"{basis}happy/S010_004_00000018.png");
        _folder.Picture($"{basis}anger/S999_001_00000018.png");
        _folder.Picture($"{basis}contempt/odd.png");

        var (dataset, index) = _folder.Open("ck48");

        Assert.Equal("CK+ 48x48", dataset.Name);
        Assert.Equal(KnownLabelSets.Ck48, dataset.Labels);
        Assert.Equal([0, 3, 3, 6], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal(
            ["S999", "S010", "S010", $"{basis}contempt/odd.png"], dataset.Samples.Select(sample => sample.Group));
        Assert.Equal(17, dataset.LoadImage(1).Pixels[0]);
        Assert.Empty(index.Problems);
    }

    [Fact]
    public void The_list_has_eight_classes_in_its_own_order()
    {
        _folder.Text("ckextended.csv", string.Join('\n',
            "emotion,pixels,Usage", $"6,{ReaderFolder.Pixels(5)},Training", $"7,{ReaderFolder.Pixels(6)},PrivateTest"));

        var (dataset, _) = _folder.Open("ck48");

        Assert.Equal("CK+ 48x48 (ckextended.csv)", dataset.Name);
        Assert.Equal(["neutral", "contempt"], dataset.Samples.Select(sample => dataset.Labels[sample.Label]));
        Assert.Equal([DataSplit.Train, DataSplit.Test], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal(6, dataset.LoadImage(1).Pixels[0]);
    }

    [Fact]
    public void A_folder_without_either_is_refused()
    {
        Assert.Contains("no class folders", _folder.Refused("ck48"), StringComparison.Ordinal);
        _folder.Folder("CK+48/anger");
        Assert.Contains("no picture", _folder.Refused("ck48"), StringComparison.Ordinal);
    }
}
