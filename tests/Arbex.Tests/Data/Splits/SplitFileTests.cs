using Arbex.Data;
using Arbex.Data.Splits;
using CsCheck;

namespace Arbex.Tests.Data.Splits;

public sealed class SplitFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string SplitPath => Path.Combine(_folder.FullName, "split.json");

    [Fact]
    public void What_was_written_divides_the_dataset_alike() =>
        Gen.Select(SplitGen.Any, Gen.Long, Gen.Bool).Sample((dataset, seed, official) =>
        {
            var divided = new ResplitDataset(dataset, official ? SplitPlan.Official : new StratifiedRandomSplit(0.4), seed);
            var parts = divided.Samples.Select(sample => sample.Split).ToArray();
            if (!parts.Contains(DataSplit.Train))
            {
                return;
            }

            SplitFile.Write(SplitPath, divided);
            Assert.Equal(parts, SplitPlan.Parse($"file:{SplitPath}").Divide(dataset, seed + 1));
        }, iter: 60, threads: 1);

    [Fact]
    public void The_file_is_short_and_readable()
    {
        SplitFile.Write(SplitPath, new ResplitDataset(Dataset(9), SplitPlan.Parse("kfold:3:1"), 7));
        var text = File.ReadAllText(SplitPath);
        Assert.Contains("\"dataset\": \"Memory\"", text, StringComparison.Ordinal);
        Assert.Contains("\"samples\": 9", text, StringComparison.Ordinal);
        Assert.Contains("\"plan\": \"kfold:3:1\"", text, StringComparison.Ordinal);
        Assert.Contains("\"train\": \"0-2,6-8\"", text, StringComparison.Ordinal);
        Assert.Contains("\"valid\": \"\"", text, StringComparison.Ordinal);
        Assert.Contains("\"test\": \"3-5\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_dataset_is_refused()
    {
        SplitFile.Write(SplitPath, new ResplitDataset(Dataset(9), SplitPlan.Official, 7));
        Assert.Contains("number of samples is '9', here it is '8'", Refused(Dataset(8)), StringComparison.Ordinal);
        Assert.Contains("checksum of the ids", Refused(Dataset(9, first: 1)), StringComparison.Ordinal);
        var renamed = File.ReadAllText(SplitPath).Replace("\"Memory\"", "\"RAF-DB\"", StringComparison.Ordinal);
        File.WriteAllText(SplitPath, renamed);
        Assert.Contains("dataset is 'RAF-DB'", Refused(Dataset(9)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0-2,6-8", "0-2,6-7", "position 8 in no part")]
    [InlineData("0-2,6-8", "0-3,6-8", "in two parts")]
    [InlineData("0-2,6-8", "0-2,6-9", "malformed positions for Train")]
    [InlineData("0-2,6-8", "6-8,0-2", "malformed positions for Train")]
    [InlineData("0-2,6-8", "0-2,8-6", "malformed positions for Train")]
    [InlineData("0-2,6-8", "0-2,,6-8", "malformed positions for Train")]
    [InlineData("0-2,6-8", "-2,6-8", "malformed positions for Train")]
    [InlineData("\"0-2,6-8\"", "null", "null")]
    [InlineData("\"0-2,6-8\"", "3", "not understood")]
    [InlineData("\"samples\"", "\"count\"", "not understood")]
    [InlineData("{", "", "not understood")]
    public void A_damaged_file_is_refused(string old, string damage, string part)
    {
        SplitFile.Write(SplitPath, new ResplitDataset(Dataset(9), SplitPlan.Parse("kfold:3:1"), 7));
        File.WriteAllText(SplitPath, File.ReadAllText(SplitPath).Replace(old, damage, StringComparison.Ordinal));
        Assert.Contains(part, Refused(Dataset(9)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_with_its_path()
    {
        Assert.Contains("split.json", Refused(Dataset(3)), StringComparison.Ordinal);
        File.WriteAllText(SplitPath, "null");
        Assert.Contains("not understood", Refused(Dataset(3)), StringComparison.Ordinal);
    }

    private static MemoryDataset Dataset(int count, int first = 0) =>
        new(2, [.. Enumerable.Range(first, count).Select(i => MemoryDataset.Sample(i, i % 2, 2, $"g{(i - first) / 3}"))]);

    private string Refused(IFaceDataset dataset) =>
        Assert.Throws<ArbexException>(() => new SavedSplit(SplitPath).Divide(dataset, 0)).Message;
}
