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
    public void Another_header_and_an_empty_list_are_refused()
    {
        _folder.Picture("FER2013Train/a.png");
        _folder.Text("fer2013new.csv", "emotion,pixels,Usage\n");
        Assert.Contains("header", Refused());
        _folder.Text("fer2013new.csv", "\n");
        Assert.Contains("empty", Refused());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Of_a_picture_with_two_different_lines_the_one_that_is_a_face_counts(int first, int second)
    {
        // As fer0033120.png in the published list: the second line means "not a face".
        string[] lines = ["fer0033120.png,5,0,0,3,0,0,0,0,2,0", "fer0033120.png,0,0,0,0,0,0,0,0,0,10"];
        foreach (var name in new[] { "FER2013Train/t.png", "FER2013Valid/v.png", "FER2013Test/fer0033120.png" })
        {
            _folder.Picture(name);
        }

        _folder.Text("fer2013new.csv", string.Join('\n',
            Header,
            "Training,t.png,10,0,0,0,0,0,0,0,0,0",
            "PublicTest,v.png,10,0,0,0,0,0,0,0,0,0",
            $"PrivateTest,{lines[first]}",
            $"PrivateTest,{lines[second]}"));

        var index = _folder.Read("ferplus", FerPlusLabelRule.Distribution);

        Assert.Equal(
            ["FER2013Train/t.png", "FER2013Valid/v.png", "FER2013Test/fer0033120.png"], index.Samples.Select(sample => sample.Id));
        Assert.Equal([0.625f, 0, 0, 0.375f, 0, 0, 0, 0], index.Samples[2].LabelDistribution);
        Assert.Equal(
            ["1 pictures have a further line with other votes in fer2013new.csv and that line was left out, such as fer0033120.png."],
            index.Problems);
    }

    [Fact]
    public void Two_different_lines_in_the_list_of_a_part_are_counted_too()
    {
        _folder.Text("FER2013Test/label.csv", string.Join('\n',
            "a.png,\"(0, 0, 48, 48)\",10,0,0,0,0,0,0,0,0,0",
            "a.png,\"(0, 0, 48, 48)\",0,0,0,0,0,0,0,0,0,10"));
        _folder.Picture("FER2013Test/a.png");

        var index = _folder.Read("ferplus");

        Assert.Equal("FER2013Test/a.png", Assert.Single(index.Samples).Id);
        Assert.Contains("further line", Assert.Single(index.Problems));
    }

    [Fact]
    public void Single_lines_that_are_malformed_are_counted_and_left_out()
    {
        _folder.Picture("FER2013Train/a.png");
        _folder.Picture("FER2013Train/b.png");
        _folder.Text("fer2013new.csv", string.Join('\n',
            Header,
            "Training,a.png,9,1,0,0,0,0,0,0,0,0",
            "Trainin,x.png,9,1,0,0,0,0,0,0,0,0",
            "Training,b.png,9,1,0,0,0,0,0,0,0,0"));

        var index = _folder.Read("ferplus");

        Assert.Equal(2, index.Samples.Count);
        var problem = Assert.Single(index.Problems);
        Assert.StartsWith("1 lines of fer2013new.csv are not understood and were left out", problem, StringComparison.Ordinal);
        Assert.Contains("line 3: the usage 'Trainin' is unknown", problem);
    }

    [Fact]
    public void The_folders_lie_in_data_as_in_the_published_repository()
    {
        _folder.Picture("data/FER2013Train/a.png");
        _folder.Text("fer2013new.csv", $"{Header}\nTraining,a.png,9,1,0,0,0,0,0,0,0,0\n");
        Assert.Equal("data/FER2013Train/a.png", Assert.Single(_folder.Read("ferplus").Samples).Id);
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
