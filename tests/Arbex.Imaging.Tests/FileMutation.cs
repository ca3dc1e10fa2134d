using System.Buffers.Binary;

namespace Arbex.Imaging.Tests;

/// <summary>Damages files as networks, disks and attackers do; the same seed, the same damage.</summary>
internal static class FileMutation
{
    /// <summary>Where most formats have their sizes and counts.</summary>
    private const int HeadBytes = 64;

    private static readonly ulong[] Extremes =
    [
        0, 1, 0x7F, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0xEA60, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x100000000,
        0x7FFFFFFFFFFFFFFF, ulong.MaxValue,
    ];

    /// <summary>A damaged copy.</summary>
    /// <param name="file">A whole file.</param>
    /// <param name="other">Another whole file, to splice with.</param>
    /// <param name="random">Decides what happens.</param>
    public static byte[] Of(byte[] file, byte[] other, SeededRandom random)
    {
        var damaged = file;
        for (var i = random.NextInt(3); i >= 0 && damaged.Length > 0; i--)
        {
            damaged = Once(damaged, other, random);
        }

        return damaged;
    }

    private static byte[] Once(byte[] file, byte[] other, SeededRandom random)
    {
        var at = random.NextBool(0.5) ? random.NextInt(file.Length) : random.NextInt(Math.Min(file.Length, HeadBytes));
        var length = Math.Min(1 + random.NextInt(random.NextBool(0.7) ? 8 : file.Length), file.Length - at);
        return random.NextInt(8) switch
        {
            0 => file[..at],
            1 => Flipped(file, 1 + random.NextInt(8), random),
            2 or 3 => Overwritten(file, at, random),
            4 => [.. file[..at], .. Noise(length, random), .. file[at..]],
            5 => [.. file[..at], .. file[(at + length)..]],
            6 => [.. file[..(at + length)], .. file[at..]],
            _ => [.. file[..at], .. other[random.NextInt(other.Length)..]],
        };
    }

    private static byte[] Flipped(byte[] file, int count, SeededRandom random)
    {
        byte[] flipped = [.. file];
        for (var i = 0; i < count; i++)
        {
            flipped[random.NextInt(file.Length)] ^= (byte)(1 << random.NextInt(8));
        }

        return flipped;
    }

    private static byte[] Overwritten(byte[] file, int at, SeededRandom random)
    {
        var number = new byte[sizeof(ulong)];
        var extreme = Extremes[random.NextInt(Extremes.Length)];
        var size = 1 << random.NextInt(4);
        if (random.NextBool(0.5))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(number, extreme);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(number, extreme << (64 - (8 * size)));
        }

        byte[] overwritten = [.. file];
        number.AsSpan(0, Math.Min(size, file.Length - at)).CopyTo(overwritten.AsSpan(at));
        return overwritten;
    }

    private static byte[] Noise(int length, SeededRandom random) =>
        [.. Enumerable.Range(0, length).Select(_ => (byte)random.NextInt(256))];
}
