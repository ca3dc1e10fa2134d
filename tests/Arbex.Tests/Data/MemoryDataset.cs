using Arbex.Data;
using Arbex.Imaging;

namespace Arbex.Tests.Data;

/// <summary>A dataset without files that counts how often a picture is decoded.</summary>
internal sealed class MemoryDataset : IFaceDataset
{
    private int _decoded;

    public MemoryDataset(int classes, IReadOnlyList<FaceSample> samples)
    {
        Labels = new LabelSet(Enumerable.Range(0, classes).Select(k => $"class{k}"));
        Samples = [.. samples];
    }

    public string Name => "Memory";

    public LabelSet Labels { get; }

    public SampleIndex Samples { get; }

    public int Decoded => _decoded;

    public static FaceSample Sample(int index, int label, int classes, string? group = null,
        DataSplit split = DataSplit.Train) =>
        new()
        {
            Id = $"{index}",
            Group = group ?? $"{index}",
            Split = split,
            LabelDistribution = FaceSample.OneHot(label, classes),
        };

    public ImageBuffer LoadImage(int index)
    {
        Interlocked.Increment(ref _decoded);
        var image = new ImageBuffer(2, 2);
        image.Pixels[0] = (byte)index;
        return image;
    }
}
