using System.Runtime.InteropServices;
using Arbex.Inference.Onnx;

namespace Arbex.Export.Graphs;

/// <summary>A tensor whose numbers are in the file.</summary>
internal sealed class GraphConstant : GraphValue
{
    private readonly byte[] _bytes;

    private GraphConstant(string name, ElementType type, TensorShape shape, byte[] bytes)
        : base(name, type, shape)
    {
        _bytes = bytes;
    }

    /// <summary>The numbers as they lie in the file: little end first, last dimension fastest.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>The numbers of a constant of type <see cref="ElementType.Float"/>.</summary>
    public ReadOnlySpan<float> Floats => Read<float>(ElementType.Float);

    /// <summary>The numbers of a constant of type <see cref="ElementType.LongInteger"/>.</summary>
    public ReadOnlySpan<long> LongIntegers => Read<long>(ElementType.LongInteger);

    public static GraphConstant Of(string name, TensorShape shape, ReadOnlySpan<float> numbers) =>
        Create(name, ElementType.Float, shape, numbers);

    public static GraphConstant Of(string name, TensorShape shape, ReadOnlySpan<Half> numbers) =>
        Create(name, ElementType.Half, shape, numbers);

    public static GraphConstant Of(string name, TensorShape shape, ReadOnlySpan<long> numbers) =>
        Create(name, ElementType.LongInteger, shape, numbers);

    public static GraphConstant Of(string name, TensorShape shape, ReadOnlySpan<int> numbers) =>
        Create(name, ElementType.Integer, shape, numbers);

    public static GraphConstant Of(string name, TensorShape shape, ReadOnlySpan<sbyte> numbers) =>
        Create(name, ElementType.SignedByte, shape, numbers);

    public static GraphConstant Of(string name, TensorShape shape, ReadOnlySpan<byte> numbers) =>
        Create(name, ElementType.UnsignedByte, shape, numbers);

    private static GraphConstant Create<T>(string name, ElementType type, TensorShape shape, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        var elements = shape.Elements;
        if (elements.PerFace || elements.Size != numbers.Length)
        {
            throw new ArgumentException(
                $"Constant '{name}' of shape {shape} got {numbers.Length} numbers. Expected {elements}.",
                nameof(numbers));
        }

        return new(name, type, shape, MemoryMarshal.AsBytes(numbers).ToArray());
    }

    private ReadOnlySpan<T> Read<T>(ElementType type)
        where T : unmanaged => Type == type
            ? MemoryMarshal.Cast<byte, T>(_bytes)
            : throw new InvalidOperationException($"Constant '{Name}' holds {Type}, not {type}.");
}
