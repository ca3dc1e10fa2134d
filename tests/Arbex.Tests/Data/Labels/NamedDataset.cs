using System.Collections.Immutable;
using Arbex.Data;
using Arbex.Imaging;

namespace Arbex.Tests.Data.Labels;

/// <summary>A dataset without files under given classes; a picture's first red value is its position.</summary>
internal sealed class NamedDataset : IFaceDataset
{
    public NamedDataset(LabelSet labels, params IEnumerable<float[]> distributions)
    {
        Labels = labels;
        var builder = new SampleIndexBuilder();
        foreach (var distribution in distributions)
        {
            builder.Add($"{builder.Count}", (DataSplit)(builder.Count % 3), ImmutableArray.Create(distribution), $"g{builder.Count / 2}");
        }

        Samples = builder.Build();
    }

    public string Name => "Named";

    public LabelSet Labels { get; }

    public SampleIndex Samples { get; }

    public ImageBuffer LoadImage(int index)
    {
        var image = new ImageBuffer(1, 1);
        image.Pixels[0] = (byte)index;
        return image;
    }
}
