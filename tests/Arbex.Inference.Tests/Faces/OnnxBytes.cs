using System.Buffers.Binary;
using System.Text;
using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests.Faces;

/// <summary>Writes ONNX files that give the same numbers whatever they are shown.</summary>
internal static class OnnxBytes
{
    /// <summary>A model with a detector's outputs for one size of input.</summary>
    /// <param name="layout">Whose outputs.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="level">Every number of an output, by its name.</param>
    public static byte[] Detector(IDetectorLayout layout, int width, int height, Func<string, float> level) =>
        Model("input", [1, 3, height, width], [.. layout.Outputs.Select(output =>
            (output.Name, output.Shape(width, height), level(output.Name)))]);

    public static byte[] Model(string input, long[] shape, (string Name, long[] Shape, float Level)[] outputs)
    {
        var graph = new List<byte>();
        foreach (var (name, size, level) in outputs)
        {
            graph.AddRange(Field(1, [.. Text(1, $"constant_{name}"), .. Text(2, name), .. Text(4, "Identity")]));
            graph.AddRange(Field(5, Tensor($"constant_{name}", size, level)));
        }

        graph.AddRange(Text(2, "test"));
        graph.AddRange(Field(11, Value(input, shape)));
        foreach (var (name, size, _) in outputs)
        {
            graph.AddRange(Field(12, Value(name, size)));
        }

        return [.. Number(1, 8), .. Field(8, Number(2, 13)), .. Field(7, [.. graph])];
    }

    private static byte[] Tensor(string name, long[] shape, float level)
    {
        var count = shape.Aggregate(1L, (product, side) => product * side);
        var raw = new byte[count * sizeof(float)];
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), level);
        }

        return [.. shape.SelectMany(side => Number(1, side)), .. Number(2, 1), .. Text(8, name), .. Field(9, raw)];
    }

    private static byte[] Value(string name, long[] shape)
    {
        var dimensions = shape.SelectMany(side => Field(1, Number(1, side))).ToArray();
        return [.. Text(1, name), .. Field(2, Field(1, [.. Number(1, 1), .. Field(2, dimensions)]))];
    }

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) =>
        [.. Variable((field << 3) | 2), .. Variable(content.Length), .. content];

    private static byte[] Number(int field, long value) => [.. Variable(field << 3), .. Variable(value)];

    private static List<byte> Variable(long value)
    {
        var bytes = new List<byte>();
        for (; value >= 128; value >>= 7)
        {
            bytes.Add((byte)((value & 127) | 128));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
