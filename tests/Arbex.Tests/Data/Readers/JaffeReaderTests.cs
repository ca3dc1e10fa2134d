using Arbex.Data;

namespace Arbex.Tests.Data.Readers;

public sealed class JaffeReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_give_subject_and_expression_even_where_they_are_irregular()
    {
        foreach (var name in new[]
        {
            "KA.AN1.39.tiff", "KL.DI2.170.TIF", "KM.FE3.13.png", "KR.HA1.74.jpg", "MK.NE1.113.tiff", "NA.SA1.205.tiff",
            "NM.SU1.95.tiff",
            // In circulation: stray spaces, a question mark or nothing as the take, no serial number, small letters.
            "YM.SA? .tiff", "KR.NE?.71.tiff", "TM.SU.199 .tiff", "UY.HA1 .137.tiff", "ym.di1.58.tiff",
        })
        {
            _folder.Picture(name);
        }

        var index = _folder.Read("jaffe");

        Assert.Equal(
            new LabelSet("anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise"), index.Labels);
        Assert.Equal(
            [
                ("KA", "anger"), ("KL", "disgust"), ("KM", "fear"), ("KR", "happiness"), ("KR", "neutral"),
                ("MK", "neutral"), ("NA", "sadness"), ("NM", "surprise"), ("TM", "surprise"), ("UY", "happiness"),
                ("YM", "sadness"), ("YM", "disgust"),
            ],
            index.Samples.Select(sample => (sample.Group, index.Labels[sample.Label])));
        Assert.All(index.Samples, sample => Assert.Equal(DataSplit.Train, sample.Split));
        Assert.Equal(["12 pictures were found; JAFFE was published with 213."], index.Problems);
        Assert.Empty(index.LeftOut);
    }

    [Fact]
    public void Pictures_lie_at_any_depth_and_copies_and_strangers_are_counted()
    {
        _folder.Picture("jaffe/KA.AN1.39.tiff", 3);
        _folder.Picture("jaffe/KA.AN1.39.jpg", 2);
        _folder.Picture("jaffe/more/deep/KA.AN2.40.tiff");
        _folder.Picture("jaffe/KA.XX1.41.tiff");
        _folder.Picture("jaffe/face.png");
        _folder.Text("__MACOSX/._KA.AN3.41.tiff", "");
        _folder.Text(".trash/KA.AN3.41.tiff", "");
        _folder.Text("jaffe/README", "");

        var index = _folder.Read("jaffe");

        Assert.Equal(
            ["jaffe/KA.AN1.39.jpg", "jaffe/more/deep/KA.AN2.40.tiff"], index.Samples.Select(sample => sample.Id));
        Assert.Equal(2, _folder.RedOf(index, 0));
        Assert.Equal(
            [
                "1 pictures are copies of others and were left out, such as jaffe/KA.AN1.39.tiff.",
                "2 pictures are not named as KA.AN1.39.tiff and were left out, such as jaffe/KA.XX1.41.tiff.",
                "2 pictures were found; JAFFE was published with 213.",
            ],
            index.Problems);
    }

    [Fact]
    public void A_name_without_its_ending_is_a_picture_and_other_formats_are_counted()
    {
        _folder.Picture("KR.SU3.80.png", 9);
        File.Move(Path.Combine(_folder.FullName, "KR.SU3.80.png"), Path.Combine(_folder.FullName, "KR.SU3.80"));
        _folder.Picture("KA-HA1-29.jfif");
        _folder.Text("KA.HA2.30.heic", "");

        var index = _folder.Read("jaffe");

        Assert.Equal(
            [("KA-HA1-29.jfif", "happiness"), ("KR.SU3.80", "surprise")],
            index.Samples.Select(sample => (sample.Id, index.Labels[sample.Label])));
        Assert.Equal(9, _folder.RedOf(index, 1));
        Assert.Equal(
            "1 pictures have a format that cannot be read (HEIC, AVIF and the like) and were left out, such as KA.HA2.30.heic.",
            index.Problems[0]);
    }

    [Fact]
    public void Nothing_is_missed_where_all_213_are_there()
    {
        for (var serial = 1; serial <= 213; serial++)
        {
            _folder.Text($"KA.AN{serial % 3}.{serial}.tiff", "");
        }

        var index = _folder.Read("jaffe");
        Assert.Equal(213, index.Samples.Count);
        Assert.Empty(index.Problems);
    }

    [Fact]
    public void A_folder_without_a_picture_of_it_is_refused()
    {
        _folder.Text("readme.txt", "");
        Assert.Contains("no picture of JAFFE", _folder.Refusal("jaffe"));
    }

    [Fact]
    public void Links_that_lead_in_a_circle_come_to_an_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        _folder.Picture("KA.AN1.39.tiff");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "again"), _folder.FullName);
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "more"), _folder.FullName);
        Assert.Single(_folder.Read("jaffe").Samples);
    }
}
