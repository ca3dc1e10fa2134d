using Arbex.Data;

namespace Arbex.Tests.Data;

public sealed class FerPlusDatasetTests : IDisposable
{
    private const string Header =
        "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_list_beside_the_folders_is_read_with_its_traps()
    {
        // CRLF, blank lines at the end, a repeated, a removed, an undecided and a missing picture, one without a line.
        _folder.Text(
            "fer2013new.csv",
            string.Join("\r\n", Header,
                "Training,a.png,9,1,0,0,0,0,0,0,0,0",
                "Training,a.png,9,1,0,0,0,0,0,0,0,0",
                "Training,,0,0,0,0,0,0,0,0,0,10",
                "Training,b.png,0,0,0,0,0,0,0,0,10,0",
                "Training,gone.png,0,10,0,0,0,0,0,0,0,0",
                "PublicTest,c.png,0,10,0,0,0,0,0,0,0,0",
                "PrivateTest,d.png,0,10,0,0,0,0,0,0,0,0", "", "", ""));
        _folder.Picture("FER2013Train/a.png", 11);
        _folder.Picture("FER2013Train/b.png");
        _folder.Picture("FER2013Train/extra.png");
        _folder.Picture("FER2013Valid/c.png", 33);

        var dataset = FerPlusDataset.Open(_folder.FullName);

        Assert.Equal("FER+ (majority)", dataset.Name);
        Assert.Equal(
            ["FER2013Train/a.png", "FER2013Train/a.png#2", "FER2013Valid/c.png"],
            dataset.Samples.Select(sample => sample.Id));
        Assert.Equal(
            ["FER2013Train/a.png", "FER2013Train/a.png", "FER2013Valid/c.png"],
            dataset.Samples.Select(sample => sample.Group));
        Assert.Equal(
            [DataSplit.Train, DataSplit.Train, DataSplit.Valid], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal([0, 0, 1], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal(1, dataset.Undecided);
        Assert.Equal(
            [
                "1 pictures are named in more than one line of fer2013new.csv and count for each, such as a.png.",
                "1 pictures named in fer2013new.csv are missing from FER2013Train and were left out, such as gone.png.",
                "1 pictures in FER2013Train have no line in fer2013new.csv and were left out, such as extra.png.",
            ],
            dataset.Problems);
        Assert.Equal([11, 11, 33], Enumerable.Range(0, 3).Select(i => dataset.LoadImage(i).Pixels[0]));
    }

    [Fact]
    public void A_list_in_each_folder_is_read_with_its_quoted_box()
    {
        _folder.Text("FER2013Test/label.csv", "x.png,\"(0, 0, 48, 48)\",0,0,6,4,0,0,0,0,0,0\n\n");
        _folder.Picture("FER2013Test/x.png");

        var dataset = FerPlusDataset.Open(_folder.FullName, FerPlusLabelRule.Distribution);

        var sample = Assert.Single(dataset.Samples);
        Assert.Equal(DataSplit.Test, sample.Split);
        Assert.Equal([0, 0, 0.6f, 0.4f, 0, 0, 0, 0], sample.LabelDistribution);
        Assert.Empty(dataset.Problems);
    }

    [Theory]
    [InlineData("Training,a.png,9,1,0,0,0,0,0,0,0", "line 2", "11 fields")]
    [InlineData("Training,a.png,9,x,0,0,0,0,0,0,0,0", "line 2", "'x' in field 4")]
    [InlineData("Training,a.png,9,-1,0,0,0,0,0,0,0,0", "line 2", "'-1' in field 4")]
    [InlineData("Trainin,a.png,9,1,0,0,0,0,0,0,0,0", "line 2", "usage 'Trainin'")]
    [InlineData("Training,\"a.png,9,1,0,0,0,0,0,0,0,0", "line 2", "quote")]
    public void A_malformed_line_is_named(string line, params string[] parts)
    {
        _folder.Text("fer2013new.csv", $"{Header}\n{line}\n");
        _folder.Picture("FER2013Train/a.png");
        var error = Assert.Throws<DatasetFormatException>(() => FerPlusDataset.Open(_folder.FullName));
        Assert.All([.. parts, "fer2013new.csv"], part => Assert.Contains(part, error.Message));
    }

    [Fact]
    public void Another_header_an_empty_list_and_contradicting_votes_are_refused()
    {
        _folder.Picture("FER2013Train/a.png");
        _folder.Text("fer2013new.csv", "emotion,pixels,Usage\n");
        Assert.Contains("header", Refused());
        _folder.Text("fer2013new.csv", "\n");
        Assert.Contains("empty", Refused());
        _folder.Text(
            "fer2013new.csv",
            $"{Header}\nTraining,a.png,9,1,0,0,0,0,0,0,0,0\nTraining,a.png,8,2,0,0,0,0,0,0,0,0\n");
        Assert.Contains("twice with different votes", Refused());
    }

    [Fact]
    public void Missing_folders_votes_and_pictures_are_told_apart()
    {
        Assert.Contains("has no FER+ split folder", Refused());
        Assert.Contains(
            "does not exist",
            Assert.Throws<DatasetFormatException>(
                () => FerPlusDataset.Open(Path.Combine(_folder.FullName, "nowhere"))).Message);
        _folder.Folder("FER2013Train");
        Assert.Contains("has no votes", Refused());
        _folder.Text("fer2013new.csv", $"{Header}\nTraining,a.png,9,1,0,0,0,0,0,0,0,0\n");
        Assert.Contains("1 pictures named in", Refused());
    }

    private string Refused() =>
        Assert.Throws<DatasetFormatException>(() => FerPlusDataset.Open(_folder.FullName)).Message;
}
