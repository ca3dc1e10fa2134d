using Arbex.Data.Packing;
using Arbex.Imaging;
using Arbex.Training;

namespace Arbex.Tests.Data.Packing;

/// <summary>Damage is found and named; it never gives other pixels.</summary>
public sealed class DamagedPackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DrawnDataset _source = new(20);

    public DamagedPackTests() => PackWriter.Write(_source, Pack);

    private string Pack => Path.Combine(_folder.FullName, "faces.pack");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_flipped_bit_is_found()
    {
        var sound = File.ReadAllBytes(Pack);
        var random = new SeededRandom(1);
        for (var i = 0; i < 200; i++)
        {
            var damaged = sound.ToArray();
            // The head byte by byte, then anywhere.
            damaged[i < 64 ? i : random.NextInt(sound.Length)] ^= (byte)(1 << random.NextInt(8));
            File.WriteAllBytes(Pack, damaged);
            var refused = Assert.Throws<PackException>(ReadAll);
            Assert.Contains(Pack, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_refused()
    {
        var sound = File.ReadAllBytes(Pack);
        for (var length = 0; length < sound.Length; length += length < 80 ? 1 : 97)
        {
            File.WriteAllBytes(Pack, sound[..length]);
            Assert.Throws<PackException>(ReadAll);
        }

        File.WriteAllBytes(Pack, [.. sound, 0]);
        Assert.Throws<PackException>(ReadAll);
    }

    [Fact]
    public void A_damaged_picture_is_named_and_the_others_stay_readable()
    {
        var bytes = File.ReadAllBytes(Pack);
        bytes[64] ^= 1;
        File.WriteAllBytes(Pack, bytes);
        using var packed = PackedDataset.Open(new Arbex.Data.DatasetSubset(_source, 1, 0, 2, 3), Pack);
        var refused = Assert.Throws<PackException>(() => packed.LoadImage(1));
        Assert.Contains("'0'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(_source.LoadImage(1).Pixels, packed.LoadImage(0).Pixels);
    }

    [Fact]
    public void Training_stops_at_a_damaged_picture_instead_of_leaving_it_out()
    {
        var bytes = File.ReadAllBytes(Pack);
        bytes[64] ^= 1;
        File.WriteAllBytes(Pack, bytes);
        using var packed = PackedDataset.Open(new Arbex.Data.DatasetSubset(_source, 1, 0, 2, 3), Pack);
        var told = new List<string>();
        var loader = new BatchLoader(
            packed, new BatchOptions { Preprocessing = new() { InputSize = 32 } }, unreadable: told.Add);
        Assert.Throws<PackException>(() => loader.Batches([0, 1, 2, 3], 1, 0).Count());
        Assert.Empty(told);
    }

    [Fact]
    public void What_is_no_pack_is_refused_by_name()
    {
        _folder.Text("other.pack", "Hello, this is a text of more than sixty-four bytes, and no pack of pictures.");
        var other = Path.Combine(_folder.FullName, "other.pack");
        Assert.Contains(other, Assert.Throws<PackException>(() => PackedDataset.Open(_source, other)).Message);
        var missing = Path.Combine(_folder.FullName, "missing.pack");
        Assert.Contains(missing, Assert.Throws<PackException>(() => PackedDataset.Open(_source, missing)).Message);
        Assert.Contains(
            _folder.FullName, Assert.Throws<PackException>(() => PackedDataset.Open(_source, _folder.FullName)).Message);
        Assert.Throws<PackException>(() => PackWriter.Write(_source, _folder.FullName));
        Assert.Throws<PackException>(() => PackWriter.Write(new DrawnDataset(0), Pack));
    }

    private void ReadAll()
    {
        using var packed = PackedDataset.Open(_source, Pack);
        for (var i = 0; i < packed.Samples.Count; i++)
        {
            packed.LoadImage(i);
        }
    }
}
