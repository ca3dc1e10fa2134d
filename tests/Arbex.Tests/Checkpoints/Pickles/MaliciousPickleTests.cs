using System.Text;
using Arbex.Tests.Checkpoints.TorchFiles;
using static Arbex.Tests.Checkpoints.TorchFiles.WeightsAssert;

namespace Arbex.Tests.Checkpoints.Pickles;

/// <summary>Pickles that run programs under Python, or that lie about sizes, are refused in both containers.</summary>
public sealed class MaliciousPickleTests
{
    private static readonly Dictionary<string, byte[]> NoStorages = [];

    public static TheoryData<string, string> Names => new()
    {
        { "os", "system" },
        { "posix", "system" },
        { "nt", "system" },
        { "subprocess", "Popen" },
        { "builtins", "eval" },
        { "builtins", "exec" },
        { "builtins", "getattr" },
        { "__builtin__", "__import__" },
        { "importlib", "import_module" },
        { "runpy", "_run_code" },
        { "torch.hub", "load" },
        { "ctypes", "CDLL" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_that_acts_on_the_machine_is_refused_however_it_is_used(string module, string name)
    {
        byte[][] pickles =
        [
            new PickleBytes().Proto().Global(module, name).Finished(),
            Run(new PickleBytes().Proto().Global(module, name)).Op('R').Finished(),
            Run(new PickleBytes().Proto(4).Text(module).Text(name).Raw(0x93)).Op('R').Finished(), // STACK_GLOBAL
            Instance(module, name),
            new PickleBytes().Proto().Op('(').Global(module, name).Text("id").Op('o').Finished(), // OBJ
            Run(new PickleBytes().Proto().Global(module, name)).Raw(0x81).Finished(), // NEWOBJ
            Run(new PickleBytes().Proto(4).Global(module, name)).Op('}').Raw(0x92).Finished(), // NEWOBJ_EX
            new PickleBytes().Proto().Global("__main__", "Net").Op(')').Raw(0x81).Op('}').Text("__setstate__")
                .Global(module, name).Op('s').Op('b').Finished(), // BUILD
        ];
        foreach (var pickle in pickles)
        {
            RefusedInBoth(pickle, $"{module}.{name}", "source that you trust");
        }
    }

    [Theory]
    [InlineData("__main__", "anything")]
    [InlineData("torch", "load")]
    [InlineData("numpy", "load")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("collections", "namedtuple")]
    public void A_call_of_a_function_that_is_not_on_the_list_is_refused_by_name(string module, string name)
    {
        RefusedInBoth(
            Run(new PickleBytes().Proto().Global(module, name)).Op('R').Finished(), $"{module}.{name}", "torch.save");
        RefusedInBoth(Instance(module, name), $"{module}.{name}");
        RefusedInBoth(new PickleBytes().Proto().Op('(').Global(module, name).Op('o').Finished(), $"{module}.{name}");
    }

    [Fact]
    public void An_object_of_an_unknown_class_is_only_a_name()
    {
        var pickle = new PickleBytes().Proto().Op('}').Op('(')
            .Text("recorder").Global("__main__", "RecorderMeter1").Op(')').Raw(0x81)
            .Op('}').Text("x").Int(1).Op('s').Op('b')
            .Text("weight").Tensor("0", 2, [2], [1]).Op('u').Finished();
        var values = Values(TorchBytes.Zip(pickle, new Dictionary<string, byte[]> { ["0"] = TorchBytes.Floats(1, 2) }));
        Assert.Equal([1, 2], Assert.Single(values).Value);
    }

    [Fact]
    public void A_state_for_a_class_itself_is_refused() => RefusedInBoth(
        new PickleBytes().Proto().Global("torch.nn", "Module")
            .Op('}').Text("forward").Int(0).Op('s').Op('b').Finished());

    [Fact]
    public void Persistent_ids_of_any_other_form_are_refused()
    {
        RefusedInBoth(new PickleBytes().Proto().Int(7).Op('Q').Finished());
        RefusedInBoth(new PickleBytes().Op('P', "storage\n"u8.ToArray()).Finished());
        RefusedInBoth(new PickleBytes().Proto().Op(')').Op('Q').Finished());
        RefusedInBoth(new PickleBytes().Proto().Op('(')
            .Text("storage").Text("torch").Text("0").Text("cpu").Int(1).Op('t').Op('Q').Finished());
        RefusedInBoth(new PickleBytes().Proto().Storage("0", 1, "EvilStorage").Finished(), "EvilStorage");
        RefusedInBoth(new PickleBytes().Proto().Storage("", 1).Finished());
        RefusedInBoth(new PickleBytes().Proto().Storage("0", -1).Finished());
        RefusedInBoth(new PickleBytes().Proto().Storage("0", long.MaxValue).Finished());
    }

    [Theory]
    [InlineData(0x8e)] // BINBYTES8
    [InlineData(0x8d)] // BINUNICODE8
    [InlineData(0x96)] // BYTEARRAY8
    public void A_length_of_eight_bytes_is_compared_with_the_file_before_memory_is_taken(byte opcode)
    {
        foreach (var length in new[] { ulong.MaxValue, 1UL << 62, 1UL << 31, 100UL })
        {
            RefusedInBoth(new PickleBytes().Proto(4).Raw([opcode, .. BitConverter.GetBytes(length)]).Finished());
        }
    }

    [Fact]
    public void Lengths_of_four_bytes_and_of_whole_numbers_are_compared_too()
    {
        foreach (var opcode in "XTB")
        {
            RefusedInBoth(new PickleBytes().Proto().Op(opcode, PickleBytes.Length(-1)).Finished());
            RefusedInBoth(new PickleBytes().Proto().Op(opcode, PickleBytes.Length(int.MaxValue)).Finished());
        }

        foreach (var length in new[] { int.MaxValue, -1 })
        {
            var long4 = new PickleBytes().Proto().Raw([0x8b, .. PickleBytes.Length(length)]).Finished();
            RefusedInBoth(long4, "whole number");
        }

        RefusedInBoth(
            new PickleBytes().Op('L', [.. Encoding.ASCII.GetBytes(new string('9', 1_000_000)), (byte)'\n']).Finished());
        RefusedInBoth(new PickleBytes().Op('I', "12x\n"u8.ToArray()).Finished());
        RefusedInBoth(new PickleBytes().Op('F', "12x\n"u8.ToArray()).Finished());
    }

    [Fact]
    public void The_memo_takes_any_index_at_the_price_of_one_entry()
    {
        RefusedInBoth(KeptAt(-1, recalledAt: -2), "never kept");
        Assert.Empty(Values(TorchBytes.Zip(KeptAt(-1, recalledAt: -1), NoStorages)));

        static byte[] KeptAt(int index, int recalledAt) => new PickleBytes().Proto()
            .Op('}').Op('r', PickleBytes.Length(index)).Op('0').Op('j', PickleBytes.Length(recalledAt)).Finished();
    }

    [Fact]
    public void One_list_of_pairs_that_becomes_dict_after_dict_is_refused()
    {
        var pickle = new PickleBytes().Proto().Op(']').Op('q', 0).Op('(');
        for (var i = 0; i < 2000; i++)
        {
            pickle.Int(i).Int(1).Raw(0x86); // TUPLE2
        }

        pickle.Op('e').Op('0').Op(']').Op('(');
        for (var i = 0; i < 1100; i++)
        {
            pickle.Global("collections", "OrderedDict").Op('h', 0).Raw(0x85).Op('R'); // TUPLE1, REDUCE
        }

        RefusedInBoth(pickle.Op('e').Finished(), "several ordered dicts of one list");
    }

    [Fact]
    public void A_dict_that_holds_itself_is_walked_once()
    {
        var pickle = new PickleBytes().Proto().Op('}').Op('q', 0).Text("self").Op('h', 0).Op('s')
            .Text("weight").Tensor("0", 2, [2], [1]).Op('s').Finished();
        var values = Values(TorchBytes.Zip(pickle, new Dictionary<string, byte[]> { ["0"] = TorchBytes.Floats(1, 2) }));
        Assert.Equal([1, 2], values["weight"]);
    }

    [Fact]
    public void Dicts_that_hold_the_next_one_twice_do_not_multiply()
    {
        var pickle = new PickleBytes().Proto().Op('}').Op('q', 0);
        for (byte level = 1; level < 200; level++)
        {
            var before = (byte)(level - 1);
            pickle.Op('}').Text("a").Op('h', before).Op('s').Text("b").Op('h', before).Op('s').Op('q', level);
        }

        Assert.Empty(Values(TorchBytes.Zip(pickle.Finished(), NoStorages)));
    }

    [Theory]
    [InlineData('(')]
    [InlineData('1')] // tuple in tuple
    [InlineData('l')] // list in list
    public void Nesting_a_hundred_thousand_deep_overflows_nothing(char kind)
    {
        var pickle = new PickleBytes().Proto().Raw((byte)(kind == '(' ? '(' : 'N'));
        for (var depth = 0; depth < 100_000; depth++)
        {
            _ = kind switch
            {
                '(' => pickle.Op('('),
                '1' => pickle.Raw(0x85),
                _ => pickle.Op(']').Op('h', 0).Op('a'),
            };
            if (kind == 'l' && depth == 0)
            {
                pickle = new PickleBytes().Proto().Op(']').Op('q', 0);
            }
        }

        var bytes = TorchBytes.Zip(pickle.Finished(), NoStorages);
        if (kind == '(')
        {
            Refused(bytes);
        }
        else
        {
            Assert.Empty(Values(bytes));
        }
    }

    [Fact]
    public void More_instructions_than_any_file_of_weights_has_are_refused()
    {
        var pickle = new byte[3_000_000];
        Array.Fill(pickle, (byte)'N');
        Refused(TorchBytes.Zip(pickle, NoStorages), "instructions");
    }

    [Fact]
    public void One_tensor_under_more_names_than_any_network_has_is_refused()
    {
        var flat = new PickleBytes().Proto().Tensor("0", 1, [1], [1]).Op('q', 0).Op('}');
        var nested = new PickleBytes().Proto().Tensor("0", 1, [1], [1]).Op('q', 0).Op('}');
        for (var i = 0; i < 30_000; i++)
        {
            flat.Text($"{i}").Op('h', 0).Op('s');
            nested.Text($"{i}").Op('}').Text("weight").Op('h', 0).Op('s').Op('s');
        }

        Refused(TorchBytes.Zip(flat.Finished(), NoStorages), "20,000");
        Refused(TorchBytes.Zip(nested.Finished(), NoStorages), "20,000");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("N")]
    [InlineData("0.")]
    [InlineData("t.")]
    [InlineData("R.")]
    [InlineData("NR.")]
    [InlineData("N)R.")]
    [InlineData("Nb.")]
    [InlineData("NNs.")]
    [InlineData("}(Nu.")]
    [InlineData("(0.")]
    [InlineData("Na.")]
    [InlineData("NNa.")]
    [InlineData("h\0.")]
    [InlineData("g\n.")]
    [InlineData("p1\n.")]
    [InlineData("\u0001.")]
    [InlineData("\u0080\u0009N.")]
    [InlineData("Nq\0\u0082\u0001.")] // an extension code
    public void Instructions_without_sense_are_refused(string pickle) =>
        Refused(TorchBytes.Zip(Encoding.Latin1.GetBytes(pickle), NoStorages));

    [Fact]
    public void Names_from_the_file_cannot_write_to_the_terminal() =>
        RefusedInBoth(
            Run(new PickleBytes().Proto(4).Text("a\u001b[2J").Text("b\r\u0007").Raw(0x93)).Op('R').Finished(),
            "a?[2J.b??");

    [Fact]
    public void Names_without_end_are_refused()
    {
        var name = new string('n', 100_000);
        RefusedInBoth(new PickleBytes().Proto().Global("torch", name).Finished());
        RefusedInBoth(new PickleBytes().Proto(4).Text("torch").Text(name).Raw(0x93).Finished());
        RefusedInBoth(new PickleBytes().Proto().Storage(name, 1).Finished());
        var named = new PickleBytes().Proto().Op('}').Text(name).Tensor("0", 1, [1], [1]).Op('s').Finished();
        Refused(TorchBytes.Zip(named, new Dictionary<string, byte[]> { ["0"] = TorchBytes.Floats(1) }));
    }

    /// <summary>INST: a call in the manner of the first protocol.</summary>
    private static byte[] Instance(string module, string name) =>
        new PickleBytes().Op('(').Text("id").Op('i', Encoding.ASCII.GetBytes($"{module}\n{name}\n")).Finished();

    private static PickleBytes Run(PickleBytes pickle) => pickle.Op('(').Text("touch /tmp/owned").Op('t');

    private static void RefusedInBoth(byte[] pickle, params string[] words)
    {
        Refused(TorchBytes.Zip(pickle, NoStorages), words);
        Refused(TorchBytes.Legacy(pickle), words);
    }
}
