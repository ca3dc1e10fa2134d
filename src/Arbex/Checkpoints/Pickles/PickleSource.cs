using System.Buffers.Binary;
using System.Text;

namespace Arbex.Checkpoints.Pickles;

/// <summary>
/// Bytes of a pickle, read forwards; a length in the file is compared with what is left before memory is taken.
/// </summary>
internal sealed class PickleSource
{
    private readonly Stream _stream;
    private readonly FileFault _fault;
    private readonly long _end;

    /// <param name="stream">Stands at the pickle's first byte; after reading it stands behind the last.</param>
    /// <param name="fault">Names the file in errors.</param>
    public PickleSource(Stream stream, FileFault fault)
    {
        (_stream, _fault) = (stream, fault);
        _end = Math.Min(stream.Length, stream.Position + PickleLimits.LargestPickle);
    }

    public byte Byte()
    {
        Span<byte> one = stackalloc byte[1];
        Fill(one);
        return one[0];
    }

    public ushort UInt16()
    {
        Span<byte> bytes = stackalloc byte[2];
        Fill(bytes);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public int Int32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    public ulong UInt64()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>The one number that pickle writes with its high byte first.</summary>
    public double Double()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return BinaryPrimitives.ReadDoubleBigEndian(bytes);
    }

    public byte[] Bytes(ulong count)
    {
        if (count > (ulong)(_end - _stream.Position))
        {
            throw _fault.Damaged($"a value claims {count} bytes where at most {_end - _stream.Position} follow");
        }

        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>Text up to a line break, which is left out.</summary>
    public string Line()
    {
        Span<byte> line = stackalloc byte[PickleLimits.LongestLine];
        for (var length = 0; length < line.Length; length++)
        {
            line[length] = Byte();
            if (line[length] == '\n')
            {
                return Encoding.UTF8.GetString(line[..length]);
            }
        }

        throw _fault.Damaged($"a name or number is longer than {PickleLimits.LongestLine} characters");
    }

    private void Fill(Span<byte> bytes)
    {
        if (_stream.Position + bytes.Length > _end)
        {
            throw _fault.Damaged(
                _end < _stream.Length
                    ? $"its pickle is longer than {PickleLimits.LargestPickle >> 20} MiB"
                    : "its pickle ends early");
        }

        _stream.ReadExactly(bytes);
    }
}
