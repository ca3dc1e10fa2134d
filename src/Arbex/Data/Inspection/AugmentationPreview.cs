using System.Collections.Immutable;
using Arbex.Imaging;

namespace Arbex.Data.Inspection;

/// <summary>A face as it is, and as training would vary it.</summary>
/// <param name="Sample">Position in the dataset.</param>
/// <param name="Raw">The picture of the dataset.</param>
/// <param name="Variants">What the first epochs would show to the network, S x S each.</param>
public sealed record AugmentationPreview(int Sample, ImageBuffer Raw, ImmutableArray<ImageBuffer> Variants)
{
    private const long PreviewStream = 0x5072_6576_6965_77;

    /// <summary>Chooses samples at random, as equally many of each class as there are.</summary>
    /// <param name="samples">A dataset's samples.</param>
    /// <param name="positions">Those to choose from.</param>
    /// <param name="count">How many to choose; fewer where there are fewer.</param>
    /// <param name="seed">Decides which.</param>
    /// <returns>Positions, class after class in turn.</returns>
    public static int[] Choose(SampleIndex samples, ReadOnlySpan<int> positions, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var shuffled = positions.ToArray();
        SeededRandom.ForStream(seed, PreviewStream).Shuffle(shuffled.AsSpan());
        return
        [
            .. shuffled.GroupBy(samples.LabelOf)
                .SelectMany(members => members.Index().Select(member => (Turn: member.Index, Label: members.Key, member.Item)))
                .OrderBy(member => member.Turn).ThenBy(member => member.Label).Take(count).Select(member => member.Item),
        ];
    }

    /// <summary>Decodes one sample and varies it as epochs 0, 1, ... of a run with this seed would.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="sample">Position in it.</param>
    /// <param name="preparation">How training prepares a face.</param>
    /// <param name="variants">Number of variants.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="ArbexException">The picture cannot be read.</exception>
    public static AugmentationPreview Of(
        IFaceDataset dataset, int sample, AugmentedPreparation preparation, int variants, long seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(preparation);
        var raw = dataset.LoadImage(sample);
        var planes = new float[preparation.Preprocessing.InputLength];
        var shown = ImmutableArray.CreateBuilder<ImageBuffer>(variants);
        for (var epoch = 0; epoch < variants; epoch++)
        {
            preparation.Prepare(raw, SeededRandom.ForStream(seed, epoch, sample), planes);
            shown.Add(Picture(planes, preparation.Preprocessing));
        }

        return new AugmentationPreview(sample, raw, shown.MoveToImmutable());
    }

    /// <summary>Undoes the normalisation.</summary>
    private static ImageBuffer Picture(float[] planes, FacePreprocessing preprocessing)
    {
        var image = new ImageBuffer(preprocessing.InputSize, preprocessing.InputSize);
        var area = planes.Length / ImageBuffer.Channels;
        for (var at = 0; at < planes.Length; at++)
        {
            var channel = at / area;
            var value = (planes[at] * preprocessing.StandardDeviation[channel]) + preprocessing.Mean[channel];
            image.Pixels[(at % area * ImageBuffer.Channels) + channel] = (byte)Math.Clamp((value * 255) + 0.5f, 0, 255);
        }

        return image;
    }
}
