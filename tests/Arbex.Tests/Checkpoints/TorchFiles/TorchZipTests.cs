using System.Buffers.Binary;
using System.Runtime.InteropServices;
using static Arbex.Tests.Checkpoints.TorchFiles.PickleBytes;
using static Arbex.Tests.Checkpoints.TorchFiles.TorchBytes;
using static Arbex.Tests.Checkpoints.TorchFiles.WeightsAssert;

namespace Arbex.Tests.Checkpoints.TorchFiles;

public sealed class TorchZipTests
{
    private static readonly byte[] Six = Floats(1, 2, 3, 4, 5, 6);

    [Fact]
    public void Strides_and_offsets_choose_the_numbers()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6], Weight(Zip(OneTensor("0", 6, [2, 3], [3, 1]), Storage(Six))));
        Assert.Equal([1, 4, 2, 5, 3, 6], Weight(Zip(OneTensor("0", 6, [3, 2], [1, 3]), Storage(Six))));
        Assert.Equal([2, 4, 6], Weight(Zip(OneTensor("0", 6, [3], [2], offset: 1), Storage(Six))));
        Assert.Equal([6], Weight(Zip(OneTensor("0", 6, [], [], offset: 5), Storage(Six))));
        Assert.Empty(Weight(Zip(OneTensor("0", 6, [0, 3], [3, 1]), Storage(Six))));
        Assert.Equal([1, 2], Weight(Zip(OneTensor("0", 6, [1, 2], [99, 1]), Storage(Six)))); // a side of 1 has no step
    }

    public static TheoryData<long[], long[], long> Lies => new()
    {
        { [7], [1], 0 },
        { [6], [1], 1 },
        { [2, 3], [4, 1], 0 },
        { [2], [6], 0 },
        { [1], [1], 6 },
        { [1], [1], -1 },
        { [1], [1], long.MaxValue },
        { [-1], [1], 0 },
        { [6], [-1], 5 },
        { [2], [long.MaxValue], 0 },
        { [long.MaxValue, long.MaxValue], [0, 0], 0 },
        { [1L << 32, 1L << 32, 1L << 32], [1, 1, 1], 0 },
        { [1_000_000], [0], 0 }, // an expanded number: more numbers than the storage has
        { [0, long.MaxValue, long.MaxValue], [1, 1, 1], 0 },
        { [2, 3], [1], 0 },
        { [.. Enumerable.Repeat(1L, 40)], [.. Enumerable.Repeat(1L, 40)], 0 },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_shape_that_its_storage_cannot_hold_is_refused(long[] shape, long[] strides, long offset)
    {
        Refused(Zip(OneTensor("0", 6, shape, strides, offset), Storage(Six)), "tensor");
        Refused(Legacy(OneTensor("0", 6, shape, strides, offset), ("0", 6, Six)), "tensor");
    }

    [Fact]
    public void A_storage_that_is_missing_or_shorter_than_it_is_said_to_be_is_refused()
    {
        Refused(Zip(OneTensor("1", 6, [6], [1]), Storage(Six)), "storage '1'", "missing");
        Refused(Zip(OneTensor("0", 7, [6], [1]), Storage(Six)), "storage '0'", "28 bytes", "24");
        Refused(Zip(OneTensor("0", 1L << 40, [1L << 40], [1]), Storage(Six)), "storage '0'");
        Refused(Zip(OneTensor("../../etc/passwd", 6, [6], [1]), Storage(Six)), "missing");
    }

    [Fact]
    public void Big_endian_files_are_turned_around()
    {
        var floats = Six.ToArray();
        var words = MemoryMarshal.Cast<byte, int>(floats.AsSpan());
        BinaryPrimitives.ReverseEndianness(words, words);
        Assert.Equal(
            [1, 4, 2, 5, 3, 6], Weight(Zip(OneTensor("0", 6, [3, 2], [1, 3]), Storage(floats), byteOrder: "big")));
        Assert.Equal([1, 2, 3, 4, 5, 6], Weight(Zip(OneTensor("0", 6, [6], [1]), Storage(Six), byteOrder: "little")));
        byte[] longs = [0, 0, 0, 0, 0, 0, 1, 2];
        Assert.Equal(
            [258], Weight(Zip(OneTensor("0", 1, [1], [1], type: "LongStorage"), Storage(longs), byteOrder: "big")));
        byte[] halves = [0x3c, 0, 0xc0, 0];
        Assert.Equal(
            [1, -2], Weight(Zip(OneTensor("0", 2, [2], [1], type: "HalfStorage"), Storage(halves), byteOrder: "big")));
    }

    [Fact]
    public void A_truth_value_of_any_other_byte_is_true() =>
        Assert.Equal(
            [0, 1, 1, 1], Weight(Zip(OneTensor("0", 4, [4], [1], type: "BoolStorage"), Storage([0, 1, 2, 255]))));

    [Fact]
    public void Version_3_reads_plain_bytes_as_the_type_it_names()
    {
        var pickle = new PickleBytes().Proto().Op('}').Text("weight").Global("torch._utils", "_rebuild_tensor_v3")
            .Op('(').Op('(').Text("storage").Global("torch.storage", "UntypedStorage")
            .Text("0").Text("cpu").Int(24).Op('t').Op('Q')
            .Int(2).Ints(4).Ints(1).Raw(0x89).Op('}').Global("torch", "float32").Op('t').Op('R').Op('s').Finished();
        Assert.Equal([3, 4, 5, 6], Weight(Zip(pickle, Storage(Six))));
    }

    [Fact]
    public void A_file_of_nothing_but_one_tensor_is_read()
    {
        var pickle = new PickleBytes().Proto().Tensor("0", 6, [6], [1]).Finished();
        Assert.Equal([1, 2, 3, 4, 5, 6], Assert.Single(Values(Zip(pickle, Storage(Six)))).Value);
    }

    [Fact]
    public void Parallel_and_compiled_models_lose_their_prefixes_but_never_two_tensors_their_difference()
    {
        var pickle = new PickleBytes().Proto().Op('}')
            .Text("module._orig_mod.module.weight").Tensor("0", 6, [6], [1]).Op('s');
        Assert.Equal("weight", Assert.Single(Values(Zip(pickle.Finished(), Storage(Six)))).Key);
        Refused(Zip(pickle.Text("weight").Tensor("0", 6, [6], [1]).Op('s').Finished(), Storage(Six)), "'weight' twice");
    }

    [Fact]
    public void Archives_that_were_compressed_again_are_read_and_bombs_are_not()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6], Weight(Zip(OneTensor("0", 6, [6], [1]), Storage(Six), compressed: true)));

        const int Count = 64 << 20;
        var bomb = Zip(OneTensor("0", Count / 4, [Count / 4], [1]), Storage(new byte[Count]), compressed: true);
        Assert.InRange(bomb.Length, 0, 1 << 20);
        Refused(bomb, "compressed");

        var pickle = Zip([.. new byte[30 << 20]], new Dictionary<string, byte[]>(), compressed: true);
        Refused(pickle, "compressed");
    }

    [Fact]
    public void Zip64_fields_are_read_and_their_lies_refused()
    {
        var pickle = OneTensor("0", 6, [6], [1]);
        Assert.Equal(
            [1, 2, 3, 4, 5, 6], Weight(Zip64(("net/data.pkl", pickle, pickle.Length), ("net/data/0", Six, 24))));

        var large = OneTensor("0", 1L << 40, [1L << 40], [1]);
        foreach (var claimed in new[] { 1L << 42, long.MaxValue, -1 })
        {
            Refused(Zip64(("net/data.pkl", large, large.Length), ("net/data/0", Six, claimed)));
            Refused(Zip64(("net/data.pkl", pickle, claimed), ("net/data/0", Six, 24)));
        }
    }

    [Fact]
    public void Two_entries_of_one_name_two_pickles_or_none_are_refused()
    {
        var pickle = OneTensor("0", 6, [6], [1]);
        Refused(
            Zip64(("net/data.pkl", pickle, pickle.Length), ("net/data/0", Six, 24), ("net/data/0", Six, 24)),
            "two entries");
        Refused(
            Zip64(("a/data.pkl", pickle, pickle.Length), ("b/data.pkl", pickle, pickle.Length)),
            "2 entries data.pkl");
        Refused(Zip64(("net/data/0", Six, 24)), "0 entries data.pkl");
        Refused(Zip64(("a/b/data.pkl", pickle, pickle.Length)), "0 entries data.pkl");
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var whole = Zip(OneTensor("0", 6, [6], [1]), Storage(Six));
        for (var length = 0; length < whole.Length; length += 7)
        {
            Refused(whole[..length]);
        }
    }

    private static double[] Weight(byte[] file) => Values(file)["weight"];

    private static Dictionary<string, byte[]> Storage(byte[] bytes) => new() { ["0"] = bytes };
}
