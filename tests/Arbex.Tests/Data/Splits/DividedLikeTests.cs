using Arbex.Data;
using Arbex.Data.Splits;
using Arbex.Imaging;

namespace Arbex.Tests.Data.Splits;

public sealed class DividedLikeTests
{
    [Fact]
    public void Samples_take_the_part_of_the_same_id_and_others_keep_theirs()
    {
        var source = new Listed("scored", [("a", DataSplit.Train), ("c", DataSplit.Train), ("d", DataSplit.Test)]);
        var other = new Listed("learnt", [("c", DataSplit.Valid), ("b", DataSplit.Valid), ("a", DataSplit.Train)]);

        var divided = new DividedLike(source, other, "as learnt");

        Assert.Equal("scored, as learnt", divided.Name);
        Assert.Equal(["a", "c", "d"], divided.Samples.Select(sample => sample.Id));
        Assert.Equal(
            [DataSplit.Train, DataSplit.Valid, DataSplit.Test], divided.Samples.Select(sample => sample.Split));
    }

    private sealed class Listed(string name, (string Id, DataSplit Split)[] samples) : IFaceDataset
    {
        public string Name => name;

        public LabelSet Labels { get; } = new(["one", "two"]);

        public SampleIndex Samples { get; } = SampleIndex.Create([.. samples.Select(sample => new FaceSample
        {
            Id = sample.Id,
            Group = sample.Id,
            Split = sample.Split,
            LabelDistribution = [1, 0],
        })]);

        public ImageBuffer LoadImage(int index) => throw new NotSupportedException();
    }
}
