using Arbex.Data;
using Arbex.Data.Packing;
using Arbex.Imaging;
using CsCheck;

namespace Arbex.Tests.Data.Packing;

public sealed class PackedDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Pack => Path.Combine(_folder.FullName, "faces.pack");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pixels_come_back_as_they_were_whatever_the_sizes() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 20], Gen.Long, Gen.Int[1, 3]).Sample((count, side, seed, workers) =>
        {
            var source = new DrawnDataset(count, side, seed);
            var path = Path.Combine(_folder.FullName, $"{count}-{side}-{seed}-{workers}.pack");
            var summary = PackWriter.Write(source, path, new PackOptions { Workers = workers });
            using var packed = PackedDataset.Open(source, path);

            Assert.Equal(count, summary.Samples);
            Assert.Equal((count + 2) / 3, summary.Grey);
            Assert.Equal(new FileInfo(path).Length, summary.Bytes);
            Assert.Same(source.Samples, packed.Samples);
            Assert.Equal(source.Name, packed.Name);
            for (var i = 0; i < count; i++)
            {
                AssertSame(source.LoadImage(i), packed.LoadImage(i));
            }
        }, iter: 20);

    [Fact]
    public void The_number_of_workers_changes_no_byte_of_a_pack()
    {
        var source = new DrawnDataset(300);
        PackWriter.Write(source, Pack, new PackOptions { Workers = 1 });
        var one = File.ReadAllBytes(Pack);
        PackWriter.Write(source, Pack, new PackOptions { Workers = 7 });
        Assert.Equal(one, File.ReadAllBytes(Pack));
    }

    [Fact]
    public void Large_pictures_are_shrunk_to_the_side_and_small_ones_stay()
    {
        var source = new DrawnDataset(10, side: 30);
        PackWriter.Write(source, Pack, new PackOptions { Side = 32 });
        using var packed = PackedDataset.Open(source, Pack);

        Assert.Equal("Drawn, packed at 32 pixels", packed.Name);
        AssertSame(source.LoadImage(2), packed.LoadImage(2)); // 32 x 30
        AssertSame(ImageResizer.Resize(source.LoadImage(4), 32, 28), packed.LoadImage(4)); // 34 x 30
        Assert.Throws<ArbexException>(() => PackWriter.Write(source, Pack, new PackOptions { Side = 7 }));
    }

    [Fact]
    public void One_pack_serves_parts_of_its_dataset_and_other_labels()
    {
        var source = new DrawnDataset(40);
        PackWriter.Write(source, Pack);
        var part = new LabelNoise(new DatasetSubset(source, 7, 31, 7, 2), share: 1, seed: 1);
        using var packed = PackedDataset.Open(part, Pack);

        Assert.Equal(part.Samples.Select(sample => sample.Label), packed.Samples.Select(sample => sample.Label));
        AssertSame(source.LoadImage(31), packed.LoadImage(1));
        AssertSame(source.LoadImage(2), packed.LoadImage(3));
    }

    [Fact]
    public void A_pack_that_lacks_samples_is_refused_with_their_number()
    {
        PackWriter.Write(new DrawnDataset(40), Pack);
        var refused = Assert.Throws<PackException>(() => PackedDataset.Open(new DrawnDataset(43), Pack));
        Assert.Contains("lacks 3 of 43 samples, such as '40'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_of_pictures_drawn_with_other_settings_is_refused()
    {
        PackWriter.Write(new DrawnDataset(40, seed: 1), Pack);
        var refused = Assert.Throws<PackException>(() => PackedDataset.Open(new DrawnDataset(40, seed: 2), Pack));
        Assert.Contains("other settings", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_change_few_of_the_drawn_faces_make_another_dataset_too()
    {
        var options = new Arbex.Data.Generated.GeneratedFaceOptions { Characters = 4, HeldOutCharacters = 0, SamplesPerCharacter = 40, Size = 32 };
        PackWriter.Write(new Arbex.Data.Generated.GeneratedFaceDataset(options), Pack);
        var covered = new Arbex.Data.Generated.GeneratedFaceDataset(options with { OcclusionProbability = 0.3 });
        Assert.Throws<PackException>(() => PackedDataset.Open(covered, Pack));
        Assert.NotEqual(new Arbex.Data.Generated.GeneratedFaceDataset(options).Name, covered.Name);
    }

    [Fact]
    public void A_picture_file_that_changed_makes_the_pack_stale_until_it_is_packed_again()
    {
        var source = PictureFolder();
        PackWriter.Write(source, Pack);
        PackedDataset.Open(source, Pack).Dispose();

        _folder.Picture("data/happy/1.png", red: 200);
        var refused = Assert.Throws<PackException>(() => PackedDataset.Open(source, Pack));
        Assert.Contains(Path.Combine("happy", "1.png"), refused.Message, StringComparison.Ordinal);
        Assert.Contains("older than its source", refused.Message, StringComparison.Ordinal);

        PackWriter.Write(source, Pack);
        using (var packed = PackedDataset.Open(source, Pack))
        {
            Assert.Equal(200, packed.LoadImage(1).Pixels[0]);
        }

        File.Delete(Path.Combine(_folder.FullName, "data/sad/0.png"));
        Assert.Contains(
            "is gone", Assert.Throws<PackException>(() => PackedDataset.Open(source, Pack)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_picture_is_named_in_the_summary_and_stays_unreadable()
    {
        _folder.Text("data/happy/2.png", "no picture");
        var source = PictureFolder();
        var summary = PackWriter.Write(source, Pack);
        using var packed = PackedDataset.Open(source, Pack);

        Assert.Contains("2.png", Assert.Single(summary.Unreadable), StringComparison.Ordinal);
        Assert.Equal(3, source.Samples.Select(sample => sample.Id).ToList().IndexOf("sad/0.png"));
        Assert.Contains(
            "2.png", Assert.Throws<ImageFormatException>(() => packed.LoadImage(2)).Message, StringComparison.Ordinal);
        AssertSame(source.LoadImage(3), packed.LoadImage(3));
    }

    [Fact]
    public void A_closed_pack_cannot_be_read()
    {
        var source = new DrawnDataset(4);
        PackWriter.Write(source, Pack);
        var packed = PackedDataset.Open(source, Pack);
        packed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => packed.LoadImage(0));
    }

    [Fact]
    public void Many_threads_read_one_pack()
    {
        var source = new DrawnDataset(60);
        PackWriter.Write(source, Pack);
        using var packed = PackedDataset.Open(source, Pack);
        Parallel.For(0, 600, i => AssertSame(source.LoadImage(i % 60), packed.LoadImage(i % 60)));
    }

    private IFaceDataset PictureFolder()
    {
        foreach (var name in new[] { "happy/0", "happy/1", "sad/0", "sad/1" })
        {
            _folder.Picture($"data/{name}.png");
        }

        return DatasetCatalog.Open("imagefolder", Path.Combine(_folder.FullName, "data")).Dataset;
    }

    private static void AssertSame(ImageBuffer expected, ImageBuffer actual)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        Assert.Equal(expected.Pixels, actual.Pixels);
    }
}
