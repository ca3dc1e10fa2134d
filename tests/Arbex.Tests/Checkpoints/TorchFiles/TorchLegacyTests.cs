using System.Text;
using static Arbex.Tests.Checkpoints.TorchFiles.PickleBytes;
using static Arbex.Tests.Checkpoints.TorchFiles.TorchBytes;
using static Arbex.Tests.Checkpoints.TorchFiles.WeightsAssert;

namespace Arbex.Tests.Checkpoints.TorchFiles;

public sealed class TorchLegacyTests
{
    private static readonly byte[] Six = Floats(1, 2, 3, 4, 5, 6);

    [Fact]
    public void Strides_and_offsets_choose_the_numbers()
    {
        Assert.Equal([1, 4, 2, 5, 3, 6], Values(Legacy(OneTensor("k", 6, [3, 2], [1, 3]), ("k", 6, Six)))["weight"]);
        Assert.Equal([2, 4, 6], Values(Legacy(OneTensor("k", 6, [3], [2], offset: 1), ("k", 6, Six)))["weight"]);
    }

    [Fact]
    public void A_part_of_a_storage_as_very_old_files_have_it_is_read_and_checked()
    {
        static byte[] Pickle(long start, long length) => new PickleBytes().Proto().Op('}').Text("weight")
            .Global("torch._utils", "_rebuild_tensor").Op('(')
            .Op('(').Text("storage").Global("torch", "FloatStorage").Text("k").Text("cuda:0").Int(6)
            .Op('(').Text("part").Int(start).Int(length).Op('t').Op('t').Op('Q')
            .Int(1).Ints(2).Ints(1).Op('t').Op('R').Op('s').Finished();

        Assert.Equal([4, 5], Values(Legacy(Pickle(2, 4), ("k", 6, Six)))["weight"]);
        Refused(Legacy(Pickle(4, 3), ("k", 6, Six)), "outside");
        Refused(Legacy(Pickle(-1, 3), ("k", 6, Six)), "outside");
        Refused(Legacy(Pickle(5, 1), ("k", 6, Six)), "tensor");
    }

    [Fact]
    public void A_storage_that_is_missing_repeated_or_of_a_false_count_is_refused()
    {
        var pickle = OneTensor("k", 6, [6], [1]);
        Refused(Legacy(pickle), "'k' is missing");
        Refused(Legacy(pickle, ("k", 5, Six[..20])), "24 bytes", "20");
        Refused(Legacy(pickle, ("k", 7, Six)), "7 numbers");
        Refused(Legacy(pickle, ("k", -1, Six)), "-1");
        Refused(Legacy(pickle, ("k", long.MaxValue, Six)), "claims");
        Refused(Legacy(pickle, ("k", 6, Six), ("k", 6, Six)), "twice");
        Refused(Legacy(pickle, ("other", 6, Six)), "no tensor has");
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var whole = Legacy(OneTensor("k", 6, [6], [1]), ("k", 6, Six));
        for (var length = 0; length < whole.Length; length++)
        {
            Refused(whole[..length]);
        }
    }

    [Fact]
    public void A_pickle_that_torch_save_did_not_write_is_refused_as_that()
    {
        Refused(new PickleBytes().Proto().Op('}').Finished(), "torch.save did not write");
        Refused(new PickleBytes().Proto().Int(42).Finished(), "torch.save did not write");
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("not weights at all")]
    [InlineData("\u001f\u008bgzip")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    [InlineData("PK\u0003\u0004")]
    public void Anything_else_is_refused_with_what_was_expected(string content) =>
        Refused(Encoding.Latin1.GetBytes(content), ".safetensors");
}
