using Arbex.Data;
using CsCheck;

namespace Arbex.Tests.Data.Splits;

/// <summary>Datasets with random labels, groups and parts; some samples are a group of their own.</summary>
internal static class SplitGen
{
    private const int Classes = 4;

    public static Gen<MemoryDataset> Dataset { get; } =
        Gen.Select(Gen.Int[0, Classes - 1], Gen.Int[-3, 9], Gen.Int[0, 2]).Array[1, 80].Select(rows => new MemoryDataset(
            Classes,
            [.. rows.Select((row, i) => MemoryDataset.Sample(
                i, row.Item1, Classes, row.Item2 < 0 ? null : $"g{row.Item2}", (DataSplit)row.Item3))]));

    /// <summary>The same, where a null group stays one: <see cref="MemoryDataset.Sample"/> names it after the sample.</summary>
    public static Gen<IFaceDataset> Any { get; } = Dataset.Select(dataset => (IFaceDataset)new OwnGroups(dataset));

    private sealed class OwnGroups : IFaceDataset
    {
        private readonly MemoryDataset _source;

        public OwnGroups(MemoryDataset source)
        {
            _source = source;
            var builder = new SampleIndexBuilder();
            foreach (var sample in source.Samples)
            {
                builder.Add(
                    sample.Id, sample.Split, sample.LabelDistribution,
                    sample.Group.StartsWith('g') ? sample.Group : null);
            }

            Samples = builder.Build();
        }

        public string Name => _source.Name;

        public LabelSet Labels => _source.Labels;

        public SampleIndex Samples { get; }

        public Imaging.ImageBuffer LoadImage(int index) => _source.LoadImage(index);
    }
}
