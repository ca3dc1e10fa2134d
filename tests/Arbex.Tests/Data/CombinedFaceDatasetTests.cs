using Arbex.Data;

namespace Arbex.Tests.Data;

public sealed class CombinedFaceDatasetTests
{
    private const string Votes =
        """
        Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF
        Training,a.png,0,10,0,0,0,0,0,0,0,0
        Training,b.png,5,5,0,0,0,0,0,0,0,0
        PublicTest,c.png,0,0,8,2,0,0,0,0,0,0
        PublicTest,d.png,5,5,0,0,0,0,0,0,0,0
        """;

    [Fact]
    public void Training_and_validation_samples_come_from_their_own_reading()
    {
        using var folder = new TemporaryFolder();
        var root = folder.FullName;
        File.WriteAllText(Path.Combine(root, "fer2013new.csv"), Votes);
        foreach (var picture in new[] { "FER2013Train/a.png", "FER2013Train/b.png", "FER2013Valid/c.png", "FER2013Valid/d.png" })
        {
            Directory.CreateDirectory(Path.Combine(root, Path.GetDirectoryName(picture)!));
            File.WriteAllText(Path.Combine(root, picture), "");
        }

        var combined = new CombinedFaceDataset(
            Open(root, FerPlusLabelRule.Distribution), Open(root, FerPlusLabelRule.Majority));

        // b and d are undecided: good to learn from, not to score on.
        Assert.Equal(
            ["FER2013Train/a.png", "FER2013Train/b.png", "FER2013Valid/c.png"], combined.Samples.Select(sample => sample.Id));
        Assert.Equal(0.5f, combined.Samples[1].LabelDistribution[0]);
        Assert.Equal(1f, combined.Samples[2].LabelDistribution[2]);
        Assert.Equal("FER+ (distribution), validated on FER+ (majority)", combined.Name);
        var error = Assert.ThrowsAny<ArbexException>(() => combined.LoadImage(2));
        Assert.Contains("c.png", error.Message, StringComparison.Ordinal);
    }

    private static IFaceDataset Open(string root, FerPlusLabelRule rule) =>
        DatasetCatalog.Open("ferplus", root, new DatasetReadOptions { LabelRule = rule }).Dataset;
}
