using System.Buffers.Binary;
using System.Text;

namespace Arbex.Tests.Checkpoints.TorchFiles;

/// <summary>Writes pickles instruction by instruction, those that Python would never write among them.</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> _bytes = [];

    public byte[] Finished() => [.. _bytes, (byte)'.'];

    /// <summary>An instruction and whatever bytes belong to it.</summary>
    public PickleBytes Op(char opcode, params byte[] bytes) => Raw([(byte)opcode, .. bytes]);

    public PickleBytes Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBytes Proto(byte version = 2) => Raw(0x80, version);

    public PickleBytes Text(string text) =>
        Op('X', [.. Length(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)]);

    public PickleBytes Int(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw([0x8a, 8, .. bytes]);
    }

    public PickleBytes Ints(params ReadOnlySpan<long> values)
    {
        Op('(');
        foreach (var value in values)
        {
            Int(value);
        }

        return Op('t');
    }

    public PickleBytes Global(string module, string name) => Op('c', Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public PickleBytes Storage(string key, long count, string type = "FloatStorage") => Op('(')
        .Text("storage").Global("torch", type).Text(key).Text("cpu").Int(count).Op('t').Op('Q');

    /// <summary>A tensor as torch.save describes it.</summary>
    public PickleBytes Tensor(
        string key, long count, long[] shape, long[] strides, long offset = 0, string type = "FloatStorage") => Global(
            "torch._utils", "_rebuild_tensor_v2").Op('(')
        .Storage(key, count, type).Int(offset).Ints(shape).Ints(strides).Raw(0x89).Op('}').Op('t').Op('R');

    /// <summary>A state dict with one tensor.</summary>
    public static byte[] OneTensor(
        string key, long count, long[] shape, long[] strides, long offset = 0, string type = "FloatStorage") =>
        new PickleBytes().Proto().Op('}').Text("weight").Tensor(key, count, shape, strides, offset, type).Op('s')
            .Finished();

    public static byte[] Length(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
