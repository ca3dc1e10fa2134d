using System.Numerics;

namespace Arbex.Data.Inspection;

/// <summary>Finds all 64-bit hashes within a number of differing bits of another, without comparing all with all.</summary>
/// <remarks>
/// Multi-index hashing (Norouzi, Punjani and Fleet, CVPR 2012): a hash is cut into four parts of 16 bits. Of two hashes
/// that differ in at most 4r + a bits (a in [0, 3]), one of the first a + 1 parts differs in at most r bits or one of
/// the others in at most r - 1, so it is enough to look up the parts near the wanted ones. Where that would be more
/// look-ups than there are hashes, all are compared.
/// </remarks>
/// <threadsafety>Immutable; safe for concurrent searches.</threadsafety>
public sealed class HammingIndex
{
    private const int Parts = 4;
    private const int PartBits = 16;
    private const int PartValues = 1 << PartBits;

    private readonly ulong[] _hashes;
    private readonly int _distance;
    private readonly int[] _radii = new int[Parts];
    private readonly Table[] _tables = [];
    private readonly ushort[][] _changes = [];

    /// <summary>Arranges hashes for searching.</summary>
    /// <param name="hashes">The hashes; a position is a hash's name.</param>
    /// <param name="distance">The most bits that may differ, in [0, 64].</param>
    public HammingIndex(ReadOnlySpan<ulong> hashes, int distance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, 64);
        _hashes = hashes.ToArray();
        _distance = distance;
        for (var part = 0; part < Parts; part++)
        {
            _radii[part] = (distance / Parts) - (part <= distance % Parts ? 0 : 1);
        }

        if (_radii.Sum(radius => (long)CountOfChanges(radius)) < hashes.Length)
        {
            _changes = [.. _radii.Select(Changes)];
            _tables = [.. Enumerable.Range(0, Parts).Select(part => Table.Of(_hashes, part))];
        }
    }

    /// <summary>Whether searching compares with every hash, because there are so few.</summary>
    public bool ComparesAll => _tables.Length == 0;

    /// <summary>Finds the hashes near one.</summary>
    /// <param name="hash">The wanted hash.</param>
    /// <param name="found">Gets the positions, each once, in no particular order, itself included if it is among the
    /// hashes; cleared first.</param>
    public void Find(ulong hash, List<int> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        found.Clear();
        if (ComparesAll)
        {
            for (var i = 0; i < _hashes.Length; i++)
            {
                if (BitOperations.PopCount(_hashes[i] ^ hash) <= _distance)
                {
                    found.Add(i);
                }
            }

            return;
        }

        for (var part = 0; part < Parts; part++)
        {
            var value = PartOf(hash, part);
            foreach (var change in _changes[part])
            {
                var (start, end) = _tables[part].Range(value ^ change);
                for (var at = start; at < end; at++)
                {
                    var difference = _tables[part].Hashes[at] ^ hash;
                    if (BitOperations.PopCount(difference) <= _distance && !FoundBefore(difference, part))
                    {
                        found.Add(_tables[part].Positions[at]);
                    }
                }
            }
        }
    }

    /// <summary>Whether an earlier part is near as well, so that it gave the same hash already.</summary>
    private bool FoundBefore(ulong difference, int part)
    {
        for (var earlier = 0; earlier < part; earlier++)
        {
            if (BitOperations.PopCount((uint)PartOf(difference, earlier)) <= _radii[earlier])
            {
                return true;
            }
        }

        return false;
    }

    private static int PartOf(ulong hash, int part) => (int)(hash >> (part * PartBits)) & (PartValues - 1);

    /// <summary>All ways to change at most so many of 16 bits; none at all below 0.</summary>
    private static ushort[] Changes(int radius) =>
        [.. Enumerable.Range(0, PartValues).Where(bits => int.PopCount(bits) <= radius).Select(bits => (ushort)bits)];

    private static int CountOfChanges(int radius)
    {
        var (count, ways) = (0, 1);
        for (var bits = 0; bits <= Math.Min(radius, PartBits); bits++)
        {
            count += ways;
            ways = ways * (PartBits - bits) / (bits + 1);
        }

        return count;
    }

    /// <summary>The hashes sorted by one part (a counting sort), beside each other in memory.</summary>
    private sealed record Table(int[] Starts, ulong[] Hashes, int[] Positions)
    {
        public static Table Of(ulong[] hashes, int part)
        {
            var starts = new int[PartValues + 1];
            foreach (var hash in hashes)
            {
                starts[PartOf(hash, part) + 1]++;
            }

            for (var value = 0; value < PartValues; value++)
            {
                starts[value + 1] += starts[value];
            }

            var (sorted, positions, next) = (new ulong[hashes.Length], new int[hashes.Length], starts[..^1]);
            for (var i = 0; i < hashes.Length; i++)
            {
                var at = next[PartOf(hashes[i], part)]++;
                (sorted[at], positions[at]) = (hashes[i], i);
            }

            return new Table(starts, sorted, positions);
        }

        public (int Start, int End) Range(int value) => (Starts[value], Starts[value + 1]);
    }
}
