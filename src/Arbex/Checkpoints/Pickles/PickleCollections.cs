namespace Arbex.Checkpoints.Pickles;

/// <summary>The instructions that make and fill tuples, lists, sets and dicts.</summary>
internal sealed class PickleCollections(PickleStack stack, FileFault fault)
{
    /// <summary>Runs an instruction; false where it is none of these.</summary>
    public bool TryRun(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.EmptyTuple:
                stack.Push(PickleTuple.Empty);
                return true;
            case PickleOpcode.Tuple1 or PickleOpcode.Tuple2 or PickleOpcode.Tuple3:
                stack.Push(new PickleTuple(stack.Pop(opcode - PickleOpcode.Tuple1 + 1)));
                return true;
            case PickleOpcode.Tuple:
                stack.Push(new PickleTuple(stack.PopMark()));
                return true;
            case PickleOpcode.EmptyList or PickleOpcode.EmptySet:
                stack.Push(new PickleList());
                return true;
            case PickleOpcode.List or PickleOpcode.FrozenSet:
                stack.Push(Filled(new PickleList(), stack.PopMark()));
                return true;
            case PickleOpcode.Append:
                Extend(stack.Pop(1));
                return true;
            case PickleOpcode.Appends or PickleOpcode.AddItems:
                Extend(stack.PopMark());
                return true;
            case PickleOpcode.EmptyDict:
                stack.Push(new PickleDictionary());
                return true;
            case PickleOpcode.Dict:
                stack.Push(Filled(new PickleDictionary(), stack.PopMark()));
                return true;
            case PickleOpcode.SetItem:
                SetItems(stack.Pop(2));
                return true;
            case PickleOpcode.SetItems:
                SetItems(stack.PopMark());
                return true;
            default:
                return false;
        }
    }

    private void Extend(object?[] values)
    {
        if (stack.Top is PickleList list)
        {
            Filled(list, values);
        }
        else if (stack.Top is not PickleObject) // a list of a class of its own: not kept
        {
            throw fault.Damaged("its pickle appends to something that is no list");
        }
    }

    private void SetItems(object?[] pairs)
    {
        if (stack.Top is PickleDictionary dictionary)
        {
            Filled(dictionary, pairs);
        }
        else if (stack.Top is not PickleObject)
        {
            throw fault.Damaged("its pickle sets an item of something that is no dict");
        }
    }

    private static PickleList Filled(PickleList list, object?[] values)
    {
        list.Items.AddRange(values);
        return list;
    }

    private PickleDictionary Filled(PickleDictionary dictionary, object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
        {
            throw fault.Damaged("its pickle has a key without a value");
        }

        for (var i = 0; i < pairs.Length; i += 2)
        {
            dictionary.Set(pairs[i], pairs[i + 1]);
        }

        return dictionary;
    }
}
