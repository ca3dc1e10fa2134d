using System.Collections.Concurrent;
using System.IO.Compression;
using Arbex.Data;

namespace Arbex.Tests.Data.Readers;

/// <summary>The reader on the real vote list and the names of the real pictures; no picture is unpacked.</summary>
public sealed class FerPlusPublishedTests : IClassFixture<FerPlusPublishedTests.Names>
{
    private readonly Names _names;

    public FerPlusPublishedTests(Names names) => _names = names;

    [Theory]
    [MemberData(nameof(FerPlusLabelsTests.RealCounts), MemberType = typeof(FerPlusLabelsTests))]
    public void Class_counts_are_the_published_ones(FerPlusLabelRule rule, DataSplit split, int[] expected, int kept)
    {
        var index = _names.Read(rule);

        var positions = index.Samples.Positions(split);
        var counts = positions.CountBy(index.Samples.LabelOf).ToDictionary();
        Assert.Equal(expected, Enumerable.Range(0, 8).Select(label => counts.GetValueOrDefault(label)));
        Assert.Equal(kept, positions.Length);
    }

    [Fact]
    public void What_is_left_out_and_odd_is_told_exactly()
    {
        var index = _names.Read(FerPlusLabelRule.Majority);

        Assert.Equal(
            [
                // 148 and 10 lines; 28,561 + 3,579 named lines less 25,060 + 3,199 samples.
                ("lines of pictures that the authors removed", 158),
                ("pictures whose votes are undecided, unknown or not a face", 3881),
            ],
            index.LeftOut.Select(pair => (pair.Key, pair.Value)));
        Assert.StartsWith("3 pictures are named in more than one line", Assert.Single(index.Problems));
        Assert.Equal(index.Samples.Count, index.Samples.Select(sample => sample.Id).Distinct().Count());
    }

    /// <summary>A folder with an empty file for each name in the archives.</summary>
    public sealed class Names : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly ConcurrentDictionary<FerPlusLabelRule, DatasetIndex> _indexes = [];

        internal DatasetIndex Read(FerPlusLabelRule rule)
        {
            if (_indexes.IsEmpty)
            {
                File.Copy(
                    SharedData.FileOrSkip("data/ferplus/fer2013new.csv"),
                    Path.Combine(_folder.FullName, "fer2013new.csv"),
                    overwrite: true);
                Lay(SharedData.FileOrSkip("data/ferplus/FER2013Train.zip"));
                Lay(SharedData.FileOrSkip("data/ferplus/FER2013Valid.zip"));
            }

            return _indexes.GetOrAdd(rule, asked => _folder.Read("ferplus", asked));
        }

        public void Dispose() => _folder.Dispose();

        private void Lay(string archive)
        {
            using var zip = ZipFile.OpenRead(archive);
            foreach (var entry in zip.Entries.Where(entry => entry.Name.Length > 0))
            {
                _folder.Text(entry.FullName, "");
            }
        }
    }
}
