using Arbex.Data;

namespace Arbex.Tests.Data.Readers;

public sealed class FerPlusListReaderTests : IDisposable
{
    private const string Header =
        "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF";

    private readonly ReaderFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lists_are_joined_by_row_and_not_by_the_number_in_the_name()
    {
        Pictures("Training", "Training", "Training", "PublicTest");
        Votes(
            "Training,fer0000000.png,10,0,0,0,0,0,0,0,0,0",
            "Training,,0,0,0,0,0,0,0,0,0,10",
            "Training,fer0000001.png,0,0,0,0,0,0,0,0,10,0",
            "PublicTest,fer0000002.png,0,0,4,6,0,0,0,0,0,0");

        var (dataset, index) = _folder.Open("ferpluscsv");

        Assert.Equal("FER+ (majority, from lists)", dataset.Name);
        Assert.Equal(LabelSet.FerPlus, dataset.Labels);
        Assert.Equal(["fer2013.csv/row0000000", "fer2013.csv/row0000003"], dataset.Samples.Select(sample => sample.Id));
        Assert.Equal([0, 3], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal([DataSplit.Train, DataSplit.Valid], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal([100, 103], [dataset.LoadImage(0).Pixels[0], dataset.LoadImage(1).Pixels[0]]);
        Assert.Equal(
            [("removed by the authors", 1), ("undecided votes", 1)], index.LeftOut.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void The_label_rule_is_an_option()
    {
        Pictures("PrivateTest");
        Votes("PrivateTest,fer0000000.png,0,0,4,6,0,0,0,0,0,0");
        var (dataset, _) = _folder.Open("ferpluscsv", new() { LabelRule = FerPlusLabelRule.Distribution });
        Assert.Equal("FER+ (distribution, from lists)", dataset.Name);
        Assert.Equal([0, 0, 0.4f, 0.6f, 0, 0, 0, 0], dataset.Samples[0].LabelDistribution);
    }

    [Fact]
    public void Lists_that_do_not_belong_together_are_refused()
    {
        Assert.Contains("not both lists", _folder.Refused("ferpluscsv"), StringComparison.Ordinal);
        Pictures("Training", "PublicTest");
        Votes("Training,a.png,10,0,0,0,0,0,0,0,0,0");
        Assert.Contains("row 1", _folder.Refused("ferpluscsv"), StringComparison.Ordinal);
        Votes("Training,a.png,10,0,0,0,0,0,0,0,0,0", "Training,b.png,10,0,0,0,0,0,0,0,0,0");
        Assert.Contains("another", _folder.Refused("ferpluscsv"), StringComparison.Ordinal);
        Votes(
            "Training,a.png,10,0,0,0,0,0,0,0,0,0", "PublicTest,b.png,10,0,0,0,0,0,0,0,0,0",
            "PrivateTest,c.png,10,0,0,0,0,0,0,0,0,0");
        Assert.Contains("has more", _folder.Refused("ferpluscsv"), StringComparison.Ordinal);
    }

    [Fact]
    public void All_parts_open_where_a_test_picture_has_a_second_line_that_is_no_face()
    {
        Pictures("Training", "PublicTest", "PrivateTest", "PrivateTest");
        Votes(
            "Training,a.png,10,0,0,0,0,0,0,0,0,0", "PublicTest,b.png,10,0,0,0,0,0,0,0,0,0",
            "PrivateTest,fer0033120.png,5,0,0,3,0,0,0,0,2,0", "PrivateTest,fer0033120.png,0,0,0,0,0,0,0,0,0,10");

        var (dataset, index) = _folder.Open("ferpluscsv", new() { LabelRule = FerPlusLabelRule.Distribution });

        Assert.Equal([DataSplit.Train, DataSplit.Valid, DataSplit.Test], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal(1, index.LeftOut["undecided votes"]);
    }

    [Fact]
    public void Odd_lines_of_either_list_keep_their_place_and_are_counted()
    {
        _folder.Text("fer2013.csv", string.Join('\n',
            "emotion,pixels,Usage", $"0,{ReaderFolder.Pixels(100)},Training", "0,1 2 3,Training", $"0,{ReaderFolder.Pixels(102)},training",
            $"0,{ReaderFolder.Pixels(103)},PublicTest", $"0,{ReaderFolder.Pixels(104)},PrivateTest"));
        Votes(
            "Training,a.png,10,0,0,0,0,0,0,0,0,0", "Training,b.png,10,0,0,0,0,0,0,0,0,0", "Training,c.png,0,10,0,0,0,0,0,0,0,0",
            "PublicTest,d.png,many,0,0,0,0,0,0,0,0,0", "PrivateTest,e.png,0,0,10,0,0,0,0,0,0,0");

        var (dataset, index) = _folder.Open("ferpluscsv");

        Assert.Equal([0, 1, 2], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal([100, 102, 104], Enumerable.Range(0, 3).Select(i => dataset.LoadImage(i).Pixels[0]));
        Assert.Equal(2, index.Problems.Length);
        Assert.Contains("line 3: there are 3 grey values", index.Problems[0], StringComparison.Ordinal);
        Assert.Contains("'many'", index.Problems[1], StringComparison.Ordinal);
    }

    private void Pictures(params string[] usages) => _folder.Text("fer2013.csv", string.Join('\n',
        usages.Select((usage, row) => $"0,{ReaderFolder.Pixels(100 + row)},{usage}").Prepend("emotion,pixels,Usage")));

    private void Votes(params string[] lines) => _folder.Text("fer2013new.csv", string.Join('\n', lines.Prepend(Header)));
}
