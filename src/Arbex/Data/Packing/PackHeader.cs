using System.Buffers.Binary;
using System.IO.Hashing;

namespace Arbex.Data.Packing;

/// <summary>
/// The first bytes of a pack: numbers of 8 bytes, little end first, the last one the hash of those before.
/// </summary>
internal sealed record PackHeader
{
    /// <summary>Bytes of the head.</summary>
    public const int Length = 8 * 8;

    /// <summary>The layout that this version writes and reads.</summary>
    public const long CurrentVersion = 1;

    /// <summary>"arbxpack".</summary>
    private const long Magic = 0x6B63_6170_7862_7261;

    /// <summary>Longest side of a stored picture; 0 where pictures keep their size.</summary>
    public required long Side { get; init; }

    /// <summary>Number of samples.</summary>
    public required long Samples { get; init; }

    /// <summary>Where the pixels end and the table begins; it reaches to the end of the file.</summary>
    public required long TableOffset { get; init; }

    /// <summary>Hash of all ids and of their files' sizes and times.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>XXH3 of the table.</summary>
    public required ulong TableHash { get; init; }

    /// <summary>The head as bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        ReadOnlySpan<long> numbers =
        [
            Magic, CurrentVersion, Side, Samples, TableOffset, unchecked((long)Fingerprint), unchecked((long)TableHash),
        ];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), numbers[i]);
        }

        var hash = XxHash3.HashToUInt64(bytes.AsSpan(0, Length - 8));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(Length - 8), hash);
        return bytes;
    }

    /// <summary>Reads and checks a head.</summary>
    /// <exception cref="PackException">It is none, of another version, or damaged.</exception>
    public static PackHeader Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length < Length || BinaryPrimitives.ReadInt64LittleEndian(bytes) != Magic)
        {
            throw new PackException($"'{path}' is no pack of pictures, or an unfinished one. Pack the dataset again.");
        }

        var version = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        if (version != CurrentVersion)
        {
            throw new PackException(
                $"'{path}' is a pack of version {version}. Expected version {CurrentVersion}. Pack the dataset again.");
        }

        if (XxHash3.HashToUInt64(bytes[..(Length - 8)]) != BinaryPrimitives.ReadUInt64LittleEndian(bytes[(Length - 8)..]))
        {
            throw new PackException(
                $"The head of the pack '{path}' is damaged: its checksum is wrong. Pack the dataset again.");
        }

        return new PackHeader
        {
            Side = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            Samples = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            TableOffset = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            Fingerprint = BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..]),
            TableHash = BinaryPrimitives.ReadUInt64LittleEndian(bytes[48..]),
        };
    }
}
