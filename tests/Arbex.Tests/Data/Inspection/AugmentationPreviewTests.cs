using Arbex.Data;
using Arbex.Data.Inspection;
using Arbex.Imaging;
using CsCheck;

namespace Arbex.Tests.Data.Inspection;

public sealed class AugmentationPreviewTests
{
    [Fact]
    public void Choices_are_different_and_as_equal_among_classes_as_can_be() =>
        Gen.Select(Gen.Int[0, 2].Array[0, 40], Gen.Int[0, 50], Gen.Long).Sample((labels, count, seed) =>
        {
            SampleIndex samples = [.. labels.Select((label, i) => MemoryDataset.Sample(i, label, 3))];
            var chosen = AugmentationPreview.Choose(samples, samples.Positions(DataSplit.Train), count, seed);
            Assert.Equal(Math.Min(count, labels.Length), chosen.Distinct().Count());
            Assert.Equal(chosen.Length, chosen.Distinct().Count());
            var least = Enumerable.Range(0, 3).Where(k => chosen.Count(i => labels[i] == k) < labels.Count(label => label == k))
                .Select(k => chosen.Count(i => labels[i] == k)).DefaultIfEmpty(int.MaxValue).Min();
            Assert.All(Enumerable.Range(0, 3), k => Assert.True(
                least == int.MaxValue || chosen.Count(i => labels[i] == k) <= least + 1));
        });

    [Fact]
    public void Without_augmentation_the_variants_are_the_picture()
    {
        var data = new PictureDataset(2, (PictureDataset.Drawn(5), 0, DataSplit.Train));
        var preview = AugmentationPreview.Of(
            data, 0, new AugmentedPreparation(new FacePreprocessing { InputSize = 48 }, FaceAugmentation.None), 2, 1);
        Assert.Equal(2, preview.Variants.Length);
        Assert.All(preview.Variants, variant => Assert.Equal(preview.Raw.Pixels, variant.Pixels));
    }

    [Fact]
    public void Variants_differ_and_a_seed_repeats_them()
    {
        var data = new PictureDataset(2, (PictureDataset.Drawn(5), 0, DataSplit.Train));
        var preparation = new AugmentedPreparation(new FacePreprocessing { InputSize = 48 }, FaceAugmentation.Light);
        var (first, again) = (AugmentationPreview.Of(data, 0, preparation, 2, 1), AugmentationPreview.Of(data, 0, preparation, 2, 1));
        Assert.NotEqual(first.Variants[0].Pixels, first.Variants[1].Pixels);
        Assert.Equal(first.Variants[0].Pixels, again.Variants[0].Pixels);
    }
}
