using static TorchSharp.torch;

namespace Arbex.Checkpoints.TorchFiles;

/// <summary>A type of numbers as PyTorch names it.</summary>
/// <param name="Name">Such as float32.</param>
/// <param name="Size">Bytes of one number.</param>
/// <param name="Type">The same type here; null for types that no network of ours has.</param>
internal sealed record TorchType(string Name, int Size, ScalarType? Type)
{
    private static readonly TorchType[] All =
    [
        new("float64", 8, ScalarType.Float64), new("float32", 4, ScalarType.Float32),
        new("float16", 2, ScalarType.Float16),
        new("bfloat16", 2, ScalarType.BFloat16), new("int64", 8, ScalarType.Int64), new("int32", 4, ScalarType.Int32),
        new("int16", 2, ScalarType.Int16), new("int8", 1, ScalarType.Int8), new("uint8", 1, ScalarType.Byte),
        new("bool", 1, ScalarType.Bool), new("complex64", 8, null), new("complex128", 16, null), new("qint8", 1, null),
        new("quint8", 1, null), new("qint32", 4, null), new("uint16", 2, null), new("uint32", 4, null),
        new("uint64", 8, null), new("float8_e4m3fn", 1, null), new("float8_e5m2", 1, null),
    ];

    private static readonly Dictionary<string, string> Storages = new(StringComparer.Ordinal)
    {
        ["DoubleStorage"] = "float64",
        ["FloatStorage"] = "float32",
        ["HalfStorage"] = "float16",
        ["BFloat16Storage"] = "bfloat16",
        ["LongStorage"] = "int64",
        ["IntStorage"] = "int32",
        ["ShortStorage"] = "int16",
        ["CharStorage"] = "int8",
        ["ByteStorage"] = "uint8",
        ["BoolStorage"] = "bool",
        ["ComplexFloatStorage"] = "complex64",
        ["ComplexDoubleStorage"] = "complex128",
        ["QInt8Storage"] = "qint8",
        ["QUInt8Storage"] = "quint8",
        ["QInt32Storage"] = "qint32",
        ["UntypedStorage"] = "uint8",
        ["_UntypedStorage"] = "uint8",
    };

    /// <summary>The type whose numbers a storage class holds, or null.</summary>
    public static TorchType? OfStorage(string className) =>
        Storages.TryGetValue(className, out var name) ? Named(name) : null;

    /// <summary>The type of a name, or null.</summary>
    public static TorchType? Named(string name) => Array.Find(All, type => type.Name == name);
}
