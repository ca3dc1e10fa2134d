using Arbex.Data;
using Arbex.Data.Labels;
using Arbex.Imaging;

namespace Arbex.Tests.Data.Readers;

public sealed class Fer2013ReaderTests : IDisposable
{
    private readonly ReaderFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_published_list_gives_grey_pictures_by_their_usage()
    {
        _folder.Text("fer2013.csv", string.Join('\n',
            "emotion,pixels,Usage",
            $"0,{ReaderFolder.Pixels(11)},Training",
            $"6,{ReaderFolder.Pixels(22)},Training",
            $"3,{ReaderFolder.Pixels(255, 0)},PublicTest",
            $"5,{ReaderFolder.Pixels(44)},PrivateTest", ""));

        var (dataset, index) = _folder.Open("fer2013");

        Assert.Equal("FER2013", dataset.Name);
        Assert.Equal(KnownLabelSets.Fer2013, dataset.Labels);
        Assert.Equal(["anger", "neutral", "happiness", "surprise"], dataset.Samples.Select(sample => dataset.Labels[sample.Label]));
        Assert.Equal(
            [DataSplit.Train, DataSplit.Train, DataSplit.Valid, DataSplit.Test], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal("fer2013.csv/row0000003", dataset.Samples.IdOf(3));
        Assert.Empty(index.Problems);
        var image = dataset.LoadImage(2);
        Assert.Equal((48, 48), (image.Width, image.Height));
        Assert.Equal([255, 255, 255, 0, 0, 0], image.Pixels[..6]);
        Parallel.For(0, 40, i => Assert.Equal(new byte[] { 11, 22, 255, 44 }[i % 4], dataset.LoadImage(i % 4).Pixels[0]));
    }

    [Fact]
    public void Reordered_columns_spaces_quotes_blank_lines_and_line_endings_do_not_matter()
    {
        _folder.Text("icml_face_data.csv", "\uFEFF" + string.Join("\r\n",
            "emotion, Usage, pixels",
            "",
            $"2.0, PublicTest, \"{ReaderFolder.Pixels(7)}\"",
            "   ",
            $" 4,Training,{ReaderFolder.Pixels(8).Replace(" ", "  ", StringComparison.Ordinal)} "));

        var (dataset, _) = _folder.Open("fer2013");

        Assert.Equal([2, 4], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal([DataSplit.Valid, DataSplit.Train], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal([7, 8], [dataset.LoadImage(0).Pixels[0], dataset.LoadImage(1).Pixels[0]]);
        Assert.Equal(9, dataset.LoadImage(1).Pixels[^1]);
    }

    [Theory]
    [InlineData("emotion,pixels", "0,P", "'Usage' is missing")]
    [InlineData("emotion,pixels,Usage,pixels", "0,P,Training,P", "'pixels' occurs twice")]
    [InlineData("emotion,pixels,Usage", "7,P,Training", "emotion '7'")]
    [InlineData("emotion,pixels,Usage", "-1,P,Training", "emotion '-1'")]
    [InlineData("emotion,pixels,Usage", ",P,Training", "emotion ''")]
    [InlineData("emotion,pixels,Usage", "0.5,P,Training", "emotion '0.5'")]
    [InlineData("emotion,pixels,Usage", "0,P,Test", "usage 'Test'")]
    [InlineData("emotion,pixels,Usage", "0,P", "there are 2 fields")]
    [InlineData("emotion,pixels,Usage", "0,P,Training,1,2", "more than 3 fields")]
    [InlineData("emotion,pixels,Usage", "0,1 2 3,Training", "3 grey values")]
    [InlineData("emotion,pixels,Usage", "0,,Training", "0 grey values")]
    public void A_malformed_line_is_refused_by_its_number(string header, string line, string part)
    {
        _folder.Text("fer2013.csv", $"{header}\n{line.Replace("P", ReaderFolder.Pixels(1), StringComparison.Ordinal)}\n");
        var message = _folder.Refused("fer2013");
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains(part.StartsWith('\'') ? "line 1" : "line 2", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("x")]
    public void A_value_that_is_no_grey_is_refused_when_the_picture_is_loaded(string value)
    {
        var pixels = ReaderFolder.Pixels(1);
        _folder.Text("fer2013.csv", $"emotion,pixels,Usage\n0,{value}{pixels[1..]},Training\n");
        var (dataset, _) = _folder.Open("fer2013");
        Assert.Contains($"'{value}'", Assert.Throws<ImageFormatException>(() => dataset.LoadImage(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_changed_after_opening_is_an_error_and_no_wrong_picture()
    {
        _folder.Text("fer2013.csv", $"emotion,pixels,Usage\n0,{ReaderFolder.Pixels(1)},Training\n1,{ReaderFolder.Pixels(2)},Training\n");
        var (dataset, _) = _folder.Open("fer2013");
        _folder.Text("fer2013.csv", $"emotion,pixels,Usage\n0,{ReaderFolder.Pixels(1)},Training\n");
        Assert.Equal(1, dataset.LoadImage(0).Pixels[0]);
        Assert.Contains("row 1", Assert.Throws<ImageFormatException>(() => dataset.LoadImage(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_are_read_by_the_meaning_of_their_names()
    {
        _folder.Picture("train/happy/a.jpg", 5);
        _folder.Picture("train/Angry/b.png");
        _folder.Picture("train/contempt/c.png");
        _folder.Picture("test/neutral/d.JPEG", 6);
        _folder.Text("test/neutral/.DS_Store", "");
        _folder.Text("test/neutral/notes.txt", "");

        var (dataset, index) = _folder.Open("fer2013");

        Assert.Equal("FER2013 (folders)", dataset.Name);
        Assert.Equal(KnownLabelSets.Fer2013, dataset.Labels);
        Assert.Equal(["train/Angry/b.png", "train/happy/a.jpg", "test/neutral/d.JPEG"], dataset.Samples.Select(sample => sample.Id));
        Assert.Equal([0, 3, 6], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal([DataSplit.Train, DataSplit.Train, DataSplit.Test], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal(5, dataset.LoadImage(1).Pixels[0]);
        Assert.Equal(
            [
                "1 folders are not named as a class and were left out, such as train/contempt.",
                "1 files in class folders are no pictures and were left out, such as test/neutral/notes.txt.",
            ],
            index.Problems);
    }

    [Fact]
    public void Single_odd_lines_are_counted_and_the_others_keep_their_pictures()
    {
        _folder.Text("FER2013.csv", string.Join('\n',
            "emotion,pixels,Usage", $"0,{ReaderFolder.Pixels(1)},Training", "3,1 2,Training", $"9,{ReaderFolder.Pixels(3)},Training",
            $"4,{ReaderFolder.Pixels(4)},TRAINING", $"5,{ReaderFolder.Pixels(5)},PublicTest"));

        var (dataset, index) = _folder.Open("fer2013");

        Assert.Equal([0, 4, 5], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal([1, 4, 5], Enumerable.Range(0, 3).Select(i => dataset.LoadImage(i).Pixels[0]));
        Assert.StartsWith("2 lines of FER2013.csv are not understood", Assert.Single(index.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("images/train", "images/validation")]
    [InlineData("FER2013/Training", "FER2013/PublicTest")]
    public void Folders_may_lie_deeper_and_be_numbered(string train, string second)
    {
        _folder.Picture($"{train}/3/a.jpg", 5);
        _folder.Picture($"{second}/6 neutral/a.jpg");
        _folder.Picture("__MACOSX/train/3/a.jpg");

        var (dataset, index) = _folder.Open("fer2013");

        Assert.Equal([(DataSplit.Train, 3), (DataSplit.Valid, 6)], dataset.Samples.Select(sample => (sample.Split, sample.Label)));
        Assert.Equal(5, dataset.LoadImage(0).Pixels[0]);
        Assert.StartsWith("The dataset lies in", Assert.Single(index.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_either_is_refused() =>
        Assert.Contains("no fer2013.csv", _folder.Refused("fer2013"), StringComparison.Ordinal);
}
