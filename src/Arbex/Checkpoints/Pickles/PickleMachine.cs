namespace Arbex.Checkpoints.Pickles;

/// <summary>
/// Reads one pickle into plain values. It runs nothing: names stay names, and calls go to a table of our own.
/// </summary>
/// <remarks>
/// A pickle is a program for a stack machine that may name any Python function and call it, which is why loading a
/// file of weights with Python can run whatever its author liked. This machine has the instructions that build values;
/// what a name or call means is decided by an <see cref="IPickleWorld"/>. Values are never walked recursively here, so
/// nesting and cycles cost nothing. See docs/decisions/0018.
/// </remarks>
internal sealed class PickleMachine
{
    private const int HighestProtocol = 5;

    private readonly PickleSource _source;
    private readonly IPickleWorld _world;
    private readonly FileFault _fault;
    private readonly PickleStack _stack;
    private readonly PickleCollections _collections;
    private readonly PickleMemo _memo;

    private PickleMachine(Stream stream, IPickleWorld world, FileFault fault)
    {
        (_source, _world, _fault, _stack) = (new(stream, fault), world, fault, new(fault));
        _collections = new(_stack, fault);
        _memo = new(_source, _stack, fault);
    }

    /// <summary>Reads the pickle that begins where the stream stands, and leaves the stream behind it.</summary>
    /// <exception cref="CheckpointException">
    /// It is damaged, asks for too much, or names what the world refuses.
    /// </exception>
    public static object? Read(Stream stream, IPickleWorld world, FileFault fault) =>
        new PickleMachine(stream, world, fault).Run();

    private object? Run()
    {
        for (var count = 0; count < PickleLimits.MostInstructions; count++)
        {
            var opcode = (PickleOpcode)_source.Byte();
            if (opcode == PickleOpcode.Stop)
            {
                return _stack.Pop();
            }

            if (PickleLiterals.TryRead(opcode, _source, _fault, out var value))
            {
                _stack.Push(value);
            }
            else if (!Arrange(opcode) && !_collections.TryRun(opcode) && !_memo.TryRun(opcode) && !Name(opcode))
            {
                throw _fault.Damaged($"its pickle has the unknown instruction 0x{(byte)opcode:x2}");
            }
        }

        throw _fault.Refused(
            $"its pickle has more than {PickleLimits.MostInstructions:n0} instructions",
            "Save the state dict alone: torch.save(model.state_dict(), 'weights.pth').");
    }

    private bool Arrange(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Proto:
                if (_source.Byte() is > HighestProtocol and var protocol)
                {
                    throw _fault.Damaged($"its pickle has protocol {protocol}, later than {HighestProtocol}");
                }

                return true;
            case PickleOpcode.Frame:
                _source.UInt64(); // a hint for readers that read ahead
                return true;
            case PickleOpcode.Mark:
                _stack.Mark();
                return true;
            case PickleOpcode.Pop:
                _stack.Pop();
                return true;
            case PickleOpcode.PopMark:
                _stack.PopMark();
                return true;
            case PickleOpcode.Dup:
                _stack.Push(_stack.Top);
                return true;
            default:
                return false;
        }
    }

    private bool Name(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Global:
                _stack.Push(Checked(new(_source.Line(), _source.Line())));
                return true;
            case PickleOpcode.StackGlobal:
                var name = _stack.Pop<string>("a name");
                _stack.Push(Checked(new(_stack.Pop<string>("the name of a module"), name)));
                return true;
            case PickleOpcode.Reduce:
                var arguments = _stack.Pop<PickleTuple>("a call's arguments");
                _stack.Push(_world.Call(_stack.Pop<PickleGlobal>("a function's name"), arguments));
                return true;
            case PickleOpcode.Inst:
                var called = Checked(new(_source.Line(), _source.Line()));
                _stack.Push(_world.Call(called, new(_stack.PopMark())));
                return true;
            case PickleOpcode.Obj:
                var parts = _stack.PopMark();
                _stack.Push(parts is [PickleGlobal function, ..]
                    ? _world.Call(function, new(parts[1..]))
                    : throw _fault.Damaged("its pickle calls something that is no name"));
                return true;
            case PickleOpcode.NewObj or PickleOpcode.NewObjEx:
                if (opcode == PickleOpcode.NewObjEx)
                {
                    _stack.Pop<PickleDictionary>("named arguments"); // classes alone get here, and take none
                }

                var given = _stack.Pop<PickleTuple>("a class's arguments");
                _stack.Push(_world.Create(_stack.Pop<PickleGlobal>("a class's name"), given));
                return true;
            case PickleOpcode.Build:
                // The state of an object of which only the name is kept, or what PyTorch notes about a dict.
                _stack.Pop();
                return _stack.Top is PickleObject or PickleDictionary
                    ? true
                    : throw _fault.Damaged("its pickle gives a state to something that has none");
            case PickleOpcode.BinPersistentId:
                _stack.Push(_world.Find(_stack.Pop()));
                return true;
            case PickleOpcode.PersistentId:
                _stack.Push(_world.Find(_source.Line()));
                return true;
            default:
                return false;
        }
    }

    private PickleGlobal Checked(PickleGlobal name)
    {
        if (name.Module.Length + name.Name.Length > PickleLimits.LongestLine)
        {
            throw _fault.Damaged($"a name is longer than {PickleLimits.LongestLine} characters");
        }

        _world.CheckName(name);
        return name;
    }
}
