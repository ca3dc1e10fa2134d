using System.Numerics;
using Arbex.Data.Inspection;
using CsCheck;

namespace Arbex.Tests.Data.Inspection;

public sealed class HammingIndexTests
{
    // Hashes near a few centres, so that close pairs are common; a narrow one repeats parts a lot.
    private static readonly Gen<ulong[]> Clustered =
        from centres in Gen.ULong.Array[1, 4]
        from changes in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 63].Array[0, 9]).Array[0, 120]
        select changes.Select(change => change.Item2.Aggregate(
            centres[change.Item1 % centres.Length], (hash, bit) => hash ^ (1UL << bit))).ToArray();

    [Fact]
    public void Search_finds_what_comparing_all_finds() =>
        Gen.Select(Clustered, Gen.Int[0, 64]).Sample((hashes, distance) => AssertFindsAll(hashes, distance));

    [Fact]
    public void Search_by_parts_finds_what_comparing_all_finds() =>
        Gen.Select(Clustered, Gen.Int[0, 9]).Sample(
            (hashes, distance) =>
            {
                // Enough far hashes that looking parts up pays.
                ulong[] many = [.. hashes, .. Enumerable.Range(1, 1500).Select(i => (ulong)i * 0x9E3779B97F4A7C15)];
                Assert.False(new HammingIndex(many, distance).ComparesAll);
                AssertFindsAll(many, distance, hashes.Length);
            },
            iter: 30);

    [Theory]
    [InlineData(-1)]
    [InlineData(65)]
    public void A_distance_outside_of_64_bits_is_refused(int distance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HammingIndex([1UL], distance));

    private static void AssertFindsAll(ulong[] hashes, int distance, int? queries = null)
    {
        var index = new HammingIndex(hashes, distance);
        var found = new List<int>();
        foreach (var hash in hashes.AsSpan(0, queries ?? hashes.Length))
        {
            index.Find(hash, found);
            found.Sort();
            Assert.Equal(
                Enumerable.Range(0, hashes.Length).Where(i => BitOperations.PopCount(hashes[i] ^ hash) <= distance), found);
        }
    }
}
