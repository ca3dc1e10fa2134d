using Arbex.Data;

namespace Arbex.Tests.Data.Readers;

public sealed class FergReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_folder_above_a_picture_names_character_and_emotion_at_any_depth()
    {
        _folder.Picture("FERG_DB_256/aia/aia_anger/aia_anger_1.png", 5);
        _folder.Picture("FERG_DB_256/aia/aia_joy/aia_joy_10.png");
        _folder.Picture("FERG_DB_256/aia/aia_joy/aia_joy_9.png");
        _folder.Picture("bonnie_Sadness/x.PNG");
        _folder.Picture("some/where/deep/old_man_surprise/1.png");
        _folder.Picture("ray/fear/1.png");
        _folder.Text("FERG_DB_256/aia/aia_anger/.DS_Store", "");
        _folder.Text("FERG_DB_256/aia/aia_anger/._aia_anger_1.png", "");
        _folder.Text("FERG_DB_256/readme.txt", "");

        var index = _folder.Read("ferg");

        Assert.Equal(
            new LabelSet("anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise"), index.Labels);
        Assert.Equal(
            [
                ("FERG_DB_256/aia/aia_anger/aia_anger_1.png", "aia", "anger"),
                ("FERG_DB_256/aia/aia_joy/aia_joy_10.png", "aia", "happiness"),
                ("FERG_DB_256/aia/aia_joy/aia_joy_9.png", "aia", "happiness"),
                ("bonnie_Sadness/x.PNG", "bonnie", "sadness"),
                ("ray/fear/1.png", "ray", "fear"),
                ("some/where/deep/old_man_surprise/1.png", "old_man", "surprise"),
            ],
            index.Samples.Select(sample => (sample.Id, sample.Group, index.Labels[sample.Label])));
        Assert.All(index.Samples, sample => Assert.Equal(DataSplit.Train, sample.Split));
        Assert.Equal(5, _folder.RedOf(index, 0));
        Assert.Equal(["6 pictures were found; FERG-DB was published with 55767."], index.Problems);
    }

    [Fact]
    public void Emotions_have_the_names_of_every_copy()
    {
        _folder.Picture("Aia/Aia_Happy/1.png");
        _folder.Picture("ray/Ray_sad/1.png");
        var index = _folder.Read("ferg");
        Assert.Equal(["happiness", "sadness"], index.Samples.Select(sample => index.Labels[sample.Label]));
    }

    [Fact]
    public void Pictures_whose_folder_names_no_emotion_or_no_character_are_counted()
    {
        _folder.Picture("aia_neutral/1.png");
        _folder.Picture("aia_bored/1.png");
        _folder.Picture("_anger/1.png");
        _folder.Picture("anger/1.png");
        _folder.Picture("loose.png");

        var index = _folder.Read("ferg");

        Assert.Equal("aia", Assert.Single(index.Samples).Group);
        Assert.Equal(
            "4 pictures lie in folders that name no character and emotion and were left out, such as loose.png.",
            index.Problems[0]);
    }

    [Fact]
    public void A_folder_without_a_picture_of_it_is_refused()
    {
        _folder.Picture("cats/1.png");
        Assert.Contains("no picture of FERG-DB", _folder.Refusal("ferg"));
        Assert.Contains("joy", _folder.Refusal("ferg"));
    }
}
