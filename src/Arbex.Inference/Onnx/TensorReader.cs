using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Arbex.Inference.Onnx;

/// <summary>Reads what a tensor in a file says of itself, and checks that its bytes are as many as that takes.</summary>
internal static class TensorReader
{
    /// <summary>More dimensions than any layer has.</summary>
    public const int MostDimensions = 8;

    /// <summary>Numbers of a tensor that are kept, to compute shapes with.</summary>
    private const int MostKept = 65_536;

    /// <summary>Reads one.</summary>
    /// <exception cref="RefusedModelException">It does not agree with itself, or lies in another file.</exception>
    public static (string Name, GuardedTensor Tensor) Read(FilePart tensor)
    {
        var (name, type, shape, data) = ("", 0, new List<long>(), default(FilePart?));
        var (floats, numbers, wholes) = (0, new List<float>(), new List<long>());
        foreach (var part in tensor.Parts())
        {
            switch (part.Field)
            {
                case TensorProto.DimsFieldNumber:
                    AddWholes(shape, part, MostDimensions);
                    break;
                case TensorProto.DataTypeFieldNumber when type == 0:
                    type = part.Numbers().ReadInt32();
                    break;
                case TensorProto.NameFieldNumber when part.Wire == WireFormat.WireType.LengthDelimited:
                    name = System.Text.Encoding.UTF8.GetString(part.Content);
                    break;
                case TensorProto.RawDataFieldNumber when data is null && part.Wire == WireFormat.WireType.LengthDelimited:
                    data = part;
                    break;
                case TensorProto.FloatDataFieldNumber:
                    floats += part.Length / sizeof(float);
                    AddNumbers(numbers, part);
                    break;
                case TensorProto.Int64DataFieldNumber:
                    AddWholes(wholes, part, MostKept);
                    break;
                case TensorProto.DocStringFieldNumber:
                    break;
                case TensorProto.ExternalDataFieldNumber:
                case TensorProto.DataLocationFieldNumber when part.Numbers().ReadInt32() != 0:
                    throw new RefusedModelException(
                        $"the numbers of the tensor '{name}' lie in another file", "all numbers inside the model's own file");
                case TensorProto.DataLocationFieldNumber:
                    break;
                default:
                    throw FilePart.Unexpected($"the tensor '{name}'", part.Field);
            }
        }

        var found = new GuardedTensor([.. shape]) { Type = TypeOf(type, $"the tensor '{name}'") };
        CheckLength(name, found, data, floats, wholes.Count);
        return (name, WithNumbers(found, data, numbers, wholes));
    }

    /// <summary>A type that the guard knows.</summary>
    /// <exception cref="RefusedModelException">It is another, such as text, which would take many times the space.</exception>
    public static ElementType TypeOf(int type, string owner) => Enum.IsDefined((ElementType)type)
        ? (ElementType)type
        : throw new RefusedModelException(
            $"{owner} is of the type {type}", "float32, float16, int8, uint8, int32, int64 or bool");

    private static void CheckLength(string name, GuardedTensor tensor, FilePart? data, int floats, int wholes)
    {
        var size = SizeOf(tensor.Type);
        var elements = tensor.Shape.Any(side => side < 0) ? -1 : tensor.Elements;
        var (raw, lists) = (data?.Length ?? 0, floats + wholes);
        var listed = tensor.Type switch { ElementType.Float => floats, ElementType.LongInteger => wholes, _ => -1 };
        var fits = lists == 0
            ? raw % size == 0 && elements == raw / size
            : raw == 0 && elements == listed && elements == lists;
        if (!fits)
        {
            throw new RefusedModelException(
                $"the tensor '{name}' is said to have the shape {tensor} and holds {raw} bytes and {lists} listed numbers",
                $"{size} bytes for each number of its shape");
        }
    }

    private static int SizeOf(ElementType type) => type switch
    {
        ElementType.LongInteger => sizeof(long),
        ElementType.Float or ElementType.Integer => sizeof(float),
        ElementType.Half => sizeof(short),
        _ => 1,
    };

    private static GuardedTensor WithNumbers(GuardedTensor tensor, FilePart? data, List<float> numbers, List<long> wholes)
    {
        if (tensor.Elements > MostKept)
        {
            return tensor;
        }

        return tensor.Type switch
        {
            ElementType.LongInteger => tensor with { Wholes = data is { } raw ? Wholes(raw.Content) : [.. wholes] },
            ElementType.Float when tensor.Elements <= MostDimensions => tensor with
            {
                Numbers = data is { } bytes ? MemoryMarshal.Cast<byte, float>(bytes.Content).ToArray() : [.. numbers],
            },
            _ => tensor,
        };
    }

    private static long[] Wholes(ReadOnlySpan<byte> raw)
    {
        var wholes = new long[raw.Length / sizeof(long)];
        for (var i = 0; i < wholes.Length; i++)
        {
            wholes[i] = BinaryPrimitives.ReadInt64LittleEndian(raw[(i * sizeof(long))..]);
        }

        return wholes;
    }

    /// <summary>Keeps the first few: scales of a picture are no more.</summary>
    private static void AddNumbers(List<float> numbers, FilePart part)
    {
        if (part.Wire is not (WireFormat.WireType.Fixed32 or WireFormat.WireType.LengthDelimited))
        {
            throw FilePart.Unexpected("a tensor", part.Field);
        }

        for (var at = 0; at + sizeof(float) <= part.Length && numbers.Count < MostDimensions; at += sizeof(float))
        {
            numbers.Add(BinaryPrimitives.ReadSingleLittleEndian(part.Content[at..]));
        }
    }

    private static void AddWholes(List<long> wholes, FilePart part, int most)
    {
        var numbers = part.Numbers();
        while (!numbers.IsAtEnd)
        {
            wholes.Add(numbers.ReadInt64());
            if (wholes.Count > most)
            {
                throw new RefusedModelException($"a tensor lists more than {most} sizes or numbers", "at most so many");
            }
        }
    }
}
