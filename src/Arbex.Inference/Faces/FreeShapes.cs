using System.Buffers;

namespace Arbex.Inference.Faces;

/// <summary>Lets an ONNX model that was written for one size of picture take any: replaces height and width of its
/// input by names, and drops the shapes that followed from them. Weights and layers stay as they are.</summary>
/// <remarks>
/// Only the few fields of ONNX's protocol buffers on the way to these shapes are read (numbers after
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto); all else is copied byte for byte. Whether a network can
/// really work at other sizes is for the caller to try: one with sizes in its layers cannot.
/// </remarks>
internal static class FreeShapes
{
    private const int ModelGraph = 7;
    private const int GraphInput = 11;
    private const int GraphOutput = 12;
    private const int GraphValueInfo = 13;
    private const int ValueType = 2;
    private const int TypeTensor = 1;
    private const int TensorShape = 2;
    private const int ShapeDimension = 1;
    private const int DimensionParameter = 2;

    private const int PictureRank = 4;

    /// <summary>Makes a model for any height and width.</summary>
    /// <param name="model">An ONNX file.</param>
    /// <returns>Another ONNX file; null where the bytes are no protocol buffer.</returns>
    public static byte[]? Free(ReadOnlySpan<byte> model)
    {
        try
        {
            return Rewrite(model, static (field, content) => field == ModelGraph ? Rewrite(content, Graph) : Kept);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>What a rewriting gives for a field that stays as it is; null drops the field.</summary>
    private static byte[] Kept { get; } = [];

    private delegate byte[]? Change(int field, ReadOnlySpan<byte> content);

    private static byte[]? Graph(int field, ReadOnlySpan<byte> content) => field switch
    {
        GraphInput => Rewrite(content, Typed(FreeShape)),
        GraphOutput => Rewrite(content, Typed(static _ => null)),
        GraphValueInfo => null,
        _ => Kept,
    };

    /// <summary>Changes the shape of a value: type, tensor, shape.</summary>
    private static Change Typed(Func<byte[], byte[]?> shape) => (field, type) => field != ValueType
        ? Kept
        : Rewrite(type, (field, tensor) => field != TypeTensor
            ? Kept
            : Rewrite(tensor, (field, content) => field != TensorShape ? Kept : shape(content.ToArray())));

    private static byte[]? FreeShape(byte[] shape)
    {
        var rank = 0;
        Rewrite(shape, (field, _) =>
        {
            rank += field == ShapeDimension ? 1 : 0;
            return Kept;
        });
        var axis = 0;
        return rank != PictureRank
            ? Kept
            : Rewrite(shape, (field, _) => field != ShapeDimension ? Kept : axis++ switch
            {
                2 => Parameter("height"u8),
                3 => Parameter("width"u8),
                _ => Kept,
            });
    }

    private static byte[] Parameter(ReadOnlySpan<byte> name) =>
        [(DimensionParameter << 3) | 2, (byte)name.Length, .. name];

    /// <summary>Copies a message field by field; the change is asked about every field that has a content of its
    /// own.</summary>
    private static byte[] Rewrite(ReadOnlySpan<byte> message, Change change)
    {
        var written = new ArrayBufferWriter<byte>(message.Length + 16);
        var rest = message;
        while (!rest.IsEmpty)
        {
            var field = rest;
            var key = ReadNumber(ref rest);
            if ((key & 7) != 2)
            {
                Skip(ref rest, key & 7);
                written.Write(field[..(field.Length - rest.Length)]);
                continue;
            }

            var length = ReadNumber(ref rest);
            if (length > (ulong)rest.Length)
            {
                throw new InvalidDataException();
            }

            var content = rest[..(int)length];
            rest = rest[(int)length..];
            var changed = change((int)Math.Min(key >> 3, int.MaxValue), content);
            if (ReferenceEquals(changed, Kept))
            {
                written.Write(field[..(field.Length - rest.Length)]);
            }
            else if (changed is not null)
            {
                WriteNumber(written, key);
                WriteNumber(written, (ulong)changed.Length);
                written.Write(changed);
            }
        }

        return written.WrittenSpan.ToArray();
    }

    private static void Skip(ref ReadOnlySpan<byte> rest, ulong wire)
    {
        var length = wire switch
        {
            0 => -1,
            1 => sizeof(ulong),
            5 => sizeof(uint),
            _ => throw new InvalidDataException(),
        };
        if (length < 0)
        {
            ReadNumber(ref rest);
            return;
        }

        if (rest.Length < length)
        {
            throw new InvalidDataException();
        }

        rest = rest[length..];
    }

    private static ulong ReadNumber(ref ReadOnlySpan<byte> rest)
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (rest.IsEmpty)
            {
                break;
            }

            var part = rest[0];
            rest = rest[1..];
            number |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return number;
            }
        }

        throw new InvalidDataException();
    }

    private static void WriteNumber(ArrayBufferWriter<byte> written, ulong number)
    {
        while (number >= 128)
        {
            written.Write([(byte)(number | 128)]);
            number >>= 7;
        }

        written.Write([(byte)number]);
    }
}
