using Arbex.Data;
using Arbex.Imaging;

namespace Arbex.Tests.Data.Packing;

/// <summary>Random pictures without files, every third of them grey.</summary>
internal sealed class DrawnDataset(int count, int side = 12, long seed = 1, Action<int>? before = null) : IFaceDataset
{
    public string Name => "Drawn";

    public LabelSet Labels { get; } = new("calm", "glad");

    public SampleIndex Samples { get; } =
        [.. Enumerable.Range(0, count).Select(i => MemoryDataset.Sample(i, i % 2, 2))];

    public ImageBuffer LoadImage(int index)
    {
        before?.Invoke(index);
        var image = new ImageBuffer(side + (index % 5), side);
        var random = SeededRandom.ForStream(seed, index);
        for (var at = 0; at < image.Pixels.Length; at += ImageBuffer.Channels)
        {
            var bits = random.NextBits();
            image.Pixels[at] = (byte)bits;
            image.Pixels[at + 1] = (byte)(index % 3 == 0 ? bits : bits >> 8);
            image.Pixels[at + 2] = (byte)(index % 3 == 0 ? bits : bits >> 16);
        }

        return image;
    }
}
