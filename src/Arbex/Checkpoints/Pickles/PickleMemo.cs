using System.Globalization;

namespace Arbex.Checkpoints.Pickles;

/// <summary>The instructions that keep values under a number and take them out again.</summary>
internal sealed class PickleMemo(PickleSource source, PickleStack stack, FileFault fault)
{
    // Sparse: the number four billion costs one entry.
    private readonly Dictionary<long, object?> _memo = [];

    /// <summary>Runs an instruction; false where it is none of these.</summary>
    public bool TryRun(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Memoize:
                _memo[_memo.Count] = stack.Top;
                return true;
            case PickleOpcode.Put:
                _memo[LineIndex()] = stack.Top;
                return true;
            case PickleOpcode.BinPut:
                _memo[source.Byte()] = stack.Top;
                return true;
            case PickleOpcode.LongBinPut:
                _memo[(uint)source.Int32()] = stack.Top;
                return true;
            case PickleOpcode.Get:
                stack.Push(Remembered(LineIndex()));
                return true;
            case PickleOpcode.BinGet:
                stack.Push(Remembered(source.Byte()));
                return true;
            case PickleOpcode.LongBinGet:
                stack.Push(Remembered((uint)source.Int32()));
                return true;
            default:
                return false;
        }
    }

    private long LineIndex() =>
        uint.TryParse(source.Line(), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw fault.Damaged("its pickle remembers a value under something that is no number");

    private object? Remembered(long index) => _memo.TryGetValue(index, out var value)
        ? value
        : throw fault.Damaged($"its pickle recalls value {index}, which it never kept");
}
