using Arbex.Data;

namespace Arbex.Tests.Data.Readers;

public sealed class FerPlusReaderTests : IDisposable
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

        var dataset = _folder.Read("ferplus");

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
        Assert.Equal(
            [
                ("lines of pictures that the authors removed", 1),
                ("pictures whose votes are undecided, unknown or not a face", 1),
            ],
            dataset.LeftOut.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(
            [
                "1 pictures are named in more than one line of fer2013new.csv and count for each, such as a.png.",
                "1 pictures named in fer2013new.csv are missing from FER2013Train and were left out, such as gone.png.",
                "1 pictures in FER2013Train have no line in fer2013new.csv and were left out, such as extra.png.",
            ],
            dataset.Problems);
        Assert.Equal([11, 11, 33], Enumerable.Range(0, 3).Select(i => _folder.RedOf(dataset, i)));
    }

    [Fact]
    public void A_list_in_each_folder_is_read_with_its_quoted_box()
    {
        _folder.Text("FER2013Test/label.csv", "x.png,\"(0, 0, 48, 48)\",0,0,6,4,0,0,0,0,0,0\n\n");
        _folder.Picture("FER2013Test/x.png");

        var dataset = _folder.Read("ferplus", FerPlusLabelRule.Distribution);

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
        Assert.All([.. parts, "fer2013new.csv"], part => Assert.Contains(part, Refused()));
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
                () => DatasetCatalog.Open("ferplus", Path.Combine(_folder.FullName, "nowhere"))).Message);
        _folder.Folder("FER2013Train");
        Assert.Contains("has no votes", Refused());
        _folder.Text("fer2013new.csv", $"{Header}\nTraining,a.png,9,1,0,0,0,0,0,0,0,0\n");
        Assert.Contains("1 pictures named in", Refused());
    }

    [Fact]
    public void A_name_that_leads_out_of_its_folder_is_no_picture()
    {
        _folder.Picture("FER2013Train/a.png");
        _folder.Picture("FER2013Valid/c.png");
        _folder.Text(
            "fer2013new.csv",
            $"{Header}\nTraining,a.png,9,1,0,0,0,0,0,0,0,0\nTraining,../FER2013Valid/c.png,9,1,0,0,0,0,0,0,0,0\n");
        var index = _folder.Read("ferplus");
        Assert.Equal("FER2013Train/a.png", Assert.Single(index.Samples).Id);
        Assert.Contains("missing from FER2013Train", index.Problems[0]);
    }

    [Theory]
    [InlineData(FerPlusLabelRule.Majority, "FER+ (majority)")]
    [InlineData(FerPlusLabelRule.Distribution, "FER+ (distribution)")]
    [InlineData(FerPlusLabelRule.Probability, "FER+ (probability)")]
    [InlineData(FerPlusLabelRule.MultiTarget, "FER+ (multi-target)")]
    [InlineData(FerPlusLabelRule.RawVotes, "FER+ (raw votes)")]
    public void The_name_says_the_rule(FerPlusLabelRule rule, string name)
    {
        _folder.Text("FER2013Train/label.csv", "x.png,\"(0, 0, 48, 48)\",10,0,0,0,0,0,0,0,0,0\n");
        _folder.Picture("FER2013Train/x.png");
        Assert.Equal(name, _folder.Read("ferplus", rule).Name);
    }

    private string Refused() => _folder.Refusal("ferplus");
}
