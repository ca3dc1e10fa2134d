using Arbex.Data;

namespace Arbex.Tests.Data.Readers;

/// <summary>Runs a reader of the catalog on a folder that a test wrote.</summary>
internal static class Reading
{
    public static DatasetIndex Read(
        this TemporaryFolder folder, string kind, FerPlusLabelRule rule = FerPlusLabelRule.Majority)
    {
        var reader = DatasetCatalog.Find(kind);
        return reader.Read(
            new DatasetFiles(folder.FullName, reader.Expected), new DatasetReadOptions { LabelRule = rule });
    }

    public static string Refusal(this TemporaryFolder folder, string kind) =>
        Assert.Throws<DatasetFormatException>(() => folder.Read(kind)).Message;

    /// <summary>The red value of a sample's first pixel, by which tests tell their pictures apart.</summary>
    public static int RedOf(this TemporaryFolder folder, DatasetIndex index, int sample) =>
        new FolderDataset(folder.FullName, index).LoadImage(sample).Pixels[0];
}
