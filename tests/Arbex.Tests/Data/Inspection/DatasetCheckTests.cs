using Arbex.Data;
using Arbex.Data.Inspection;
using Arbex.Imaging;
using CsCheck;

namespace Arbex.Tests.Data.Inspection;

public sealed class DatasetCheckTests
{
    [Fact]
    public void A_sound_dataset_has_no_findings()
    {
        var result = Check(
            (PictureDataset.Drawn(1), 0, DataSplit.Train), (PictureDataset.Drawn(2), 1, DataSplit.Train),
            (PictureDataset.Drawn(3), 0, DataSplit.Test), (PictureDataset.Drawn(4), 1, DataSplit.Test));
        Assert.True(result.IsClean);
        Assert.Equal(new PictureSizes(1, 48, 48, 1), result.Sizes);
    }

    [Fact]
    public void Each_kind_of_finding_names_its_picture()
    {
        var result = Check(
            (PictureDataset.Drawn(1), 0, DataSplit.Train), (null, 1, DataSplit.Train),
            (new ImageBuffer(48, 48), 1, DataSplit.Train), (PictureDataset.Drawn(2, side: 50), 1, DataSplit.Train));
        Assert.Equal(
            [(FindingKind.Unreadable, 1), (FindingKind.OneColour, 2), (FindingKind.UnusualSize, 3)],
            result.Findings.Select(finding => (finding.Kind, finding.Sample)));
        Assert.Contains("'1' is broken", result.Findings[0].Detail, StringComparison.Ordinal);
        Assert.Equal("50x50, most are 48x48", result.Findings[2].Detail);
    }

    [Fact]
    public void Sizes_are_not_unusual_where_every_size_is()
    {
        var result = Check(
            (PictureDataset.Drawn(1, 40), 0, DataSplit.Train), (PictureDataset.Drawn(2, 41), 1, DataSplit.Train),
            (PictureDataset.Drawn(3, 42), 1, DataSplit.Train));
        Assert.Equal(3, result.Sizes.Distinct);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void Pairs_are_told_apart_by_split_and_label()
    {
        var picture = PictureDataset.Drawn(7);
        var result = Check(
            (picture, 0, DataSplit.Train), (picture, 0, DataSplit.Train), (picture, 1, DataSplit.Train),
            (picture, 0, DataSplit.Test), (PictureDataset.Lightened(7), 1, DataSplit.Test));
        Assert.Equal(
            [
                (1, 0, "duplicate"), (2, 0, "duplicate with another label"), (3, 0, "duplicate across splits"),
                (3, 2, "duplicate across splits with another label"),
                (4, 3, "near duplicate with another label"), (4, 2, "near duplicate across splits"),
                (4, 0, "near duplicate across splits with another label"),
            ],
            result.Findings.Select(finding => (finding.Sample, finding.Other!.Value, finding.Name)));
        Assert.Equal(1, result.Count(FindingKind.Duplicate, crossesSplits: true, contradicts: true));
        Assert.Equal(0, result.Count(FindingKind.NearDuplicate));
    }

    [Fact]
    public void Pictures_of_one_colour_look_like_no_other() =>
        Assert.DoesNotContain(
            Check((Grey(10), 0, DataSplit.Train), (Grey(200), 1, DataSplit.Train)).Findings,
            finding => finding.Kind == FindingKind.NearDuplicate);

    [Fact]
    public void Links_are_those_of_comparing_every_pair() =>
        Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 1], Gen.Int[0, 1]).Array[2, 14].Sample(
            choices =>
            {
                var data = new PictureDataset(2, [.. choices.Select(choice => (
                    (ImageBuffer?)(choice.Item2 ? PictureDataset.Drawn(choice.Item1) : PictureDataset.Lightened(choice.Item1)),
                    choice.Item3, choice.Item4 == 0 ? DataSplit.Train : DataSplit.Valid))]);
                var facts = Enumerable.Range(0, choices.Length).Select(i => PictureFacts.Of(data.LoadImage(i))).ToArray();
                var expected = new List<(FindingKind, int, int, bool, bool)>();
                for (var i = 0; i < choices.Length; i++)
                {
                    expected.AddRange(Enumerable.Range(0, i)
                        .Where(j => facts[i].Look.DistanceTo(facts[j].Look) <= 4)
                        .GroupBy(j => (
                            Kind: facts[i].PixelHash == facts[j].PixelHash ? FindingKind.Duplicate : FindingKind.NearDuplicate,
                            Crosses: choices[i].Item4 != choices[j].Item4, Contradicts: choices[i].Item3 != choices[j].Item3))
                        .Select(pairs => (
                            pairs.Key.Kind, i, pairs.MinBy(j => (facts[i].Look.DistanceTo(facts[j].Look), j)),
                            pairs.Key.Crosses, pairs.Key.Contradicts)));
                }

                Assert.Equal(
                    expected.Order(),
                    DatasetCheck.Run(data).Findings
                        .Select(f => (f.Kind, f.Sample, f.Other!.Value, f.CrossesSplits, f.Contradicts)).Order());
            },
            iter: 40);

    [Fact]
    public void Any_number_of_threads_finds_the_same()
    {
        var data = new PictureDataset(2, [.. Enumerable.Range(0, 40).Select(i => (
            (ImageBuffer?)(i % 3 == 0 ? PictureDataset.Lightened(i % 7) : PictureDataset.Drawn(i % 11)), i % 2,
            i % 5 == 0 ? DataSplit.Test : DataSplit.Train))]);
        Assert.Equal(
            DatasetCheck.Run(data, new DatasetCheckOptions { Threads = 1 }).Findings.AsEnumerable(),
            DatasetCheck.Run(data, new DatasetCheckOptions { Threads = 4 }).Findings);
    }

    [Fact]
    public void A_stopped_check_ends_at_once() =>
        Assert.ThrowsAny<OperationCanceledException>(() => DatasetCheck.Run(
            new PictureDataset(2, (PictureDataset.Drawn(1), 0, DataSplit.Train)), cancellation: new(canceled: true)));

    [Theory]
    [InlineData(-1)]
    [InlineData(17)]
    public void A_distance_that_means_nothing_is_refused(int distance) =>
        Assert.Throws<ArbexException>(() => new DatasetCheckOptions { NearDistance = distance }.Validated());

    [Fact]
    public void Class_names_absent_classes_and_shared_groups_are_odd()
    {
        var samples = new SampleIndexBuilder();
        samples.Add("a", DataSplit.Train, FaceSample.OneHot(0, 2), "video1");
        samples.Add("b", DataSplit.Train, FaceSample.OneHot(1, 2), "video2");
        samples.Add("c", DataSplit.Test, FaceSample.OneHot(1, 2), "video1");
        var data = new FolderDataset("nowhere", new DatasetIndex
        {
            Name = "Odd",
            Labels = new LabelSet("Happy", "happy "),
            Samples = samples.Build(),
            Problems = ["2 lines are odd."],
        });
        Assert.Equal(
            [
                "2 lines are odd.", "The classes 'Happy' and 'happy ' differ only in upper and lower case or spaces.",
                "The class 'Happy' has no test sample.",
                "1 groups (videos or subjects) have samples in more than one split.",
            ],
            DatasetOddities.Of(data));
    }

    private static DatasetCheckResult Check(params (ImageBuffer?, int, DataSplit)[] samples) =>
        DatasetCheck.Run(new PictureDataset(2, samples));

    private static ImageBuffer Grey(byte value)
    {
        var image = new ImageBuffer(48, 48);
        image.Pixels.AsSpan().Fill(value);
        return image;
    }
}
