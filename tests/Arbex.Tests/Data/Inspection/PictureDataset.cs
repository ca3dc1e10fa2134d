using Arbex.Data;
using Arbex.Imaging;

namespace Arbex.Tests.Data.Inspection;

/// <summary>A dataset of given pictures; null stands for one that cannot be read.</summary>
internal sealed class PictureDataset : IFaceDataset
{
    private readonly ImageBuffer?[] _pictures;

    public PictureDataset(int classes, params (ImageBuffer? Picture, int Label, DataSplit Split)[] samples)
    {
        Labels = new LabelSet(Enumerable.Range(0, classes).Select(k => $"class{k}"));
        _pictures = [.. samples.Select(sample => sample.Picture)];
        Samples = [.. samples.Select((sample, i) => MemoryDataset.Sample(i, sample.Label, classes, split: sample.Split))];
    }

    public string Name => "Pictures";

    public LabelSet Labels { get; }

    public SampleIndex Samples { get; }

    /// <summary>A picture of soft blobs that is a function of its number, and looks like no other number's.</summary>
    public static ImageBuffer Drawn(int number, int side = 48)
    {
        var random = SeededRandom.ForStream(number, 48);
        var blobs = Enumerable.Range(0, 12).Select(_ => (
            X: random.NextDouble(), Y: random.NextDouble(), Size: random.NextDouble(0.05, 0.3),
            Grey: random.NextDouble(-90, 90))).ToArray();
        var image = new ImageBuffer(side, side);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var grey = 128.0;
                foreach (var blob in blobs)
                {
                    var (dx, dy) = ((((x + 0.5) / side) - blob.X) / blob.Size, (((y + 0.5) / side) - blob.Y) / blob.Size);
                    grey += blob.Grey * Math.Exp(-((dx * dx) + (dy * dy)));
                }

                image.Pixels.AsSpan(((y * side) + x) * ImageBuffer.Channels, ImageBuffer.Channels)
                    .Fill((byte)Math.Clamp(grey, 0, 255));
            }
        }

        return image;
    }

    /// <summary>The same picture with every value one higher, as a new encoding might leave it.</summary>
    public static ImageBuffer Lightened(int number)
    {
        var image = Drawn(number);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)Math.Min(255, image.Pixels[i] + 1);
        }

        return image;
    }

    public ImageBuffer LoadImage(int index) =>
        _pictures[index] ?? throw new ImageFormatException($"The picture '{index}' is broken.");
}
