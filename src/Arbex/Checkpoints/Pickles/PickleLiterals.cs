using System.Globalization;
using System.Numerics;
using System.Text;

namespace Arbex.Checkpoints.Pickles;

/// <summary>Values that an instruction spells out: numbers, texts, bytes.</summary>
internal static class PickleLiterals
{
    /// <summary>Reads the value of an instruction; false where the instruction is none of a plain value.</summary>
    public static bool TryRead(PickleOpcode opcode, PickleSource source, FileFault fault, out object? value)
    {
        value = opcode switch
        {
            PickleOpcode.None => null,
            PickleOpcode.NewTrue => true,
            PickleOpcode.NewFalse => false,
            PickleOpcode.BinInt => (long)source.Int32(),
            PickleOpcode.BinInt1 => (long)source.Byte(),
            PickleOpcode.BinInt2 => (long)source.UInt16(),
            PickleOpcode.Int => LineInteger(source.Line(), fault),
            PickleOpcode.Long => LineInteger(source.Line().TrimEnd('L'), fault),
            PickleOpcode.Long1 => Integer(source.Byte(), source, fault),
            PickleOpcode.Long4 => Integer((uint)source.Int32(), source, fault),
            PickleOpcode.Float => LineFloat(source.Line(), fault),
            PickleOpcode.BinFloat => source.Double(),
            // Escapes stay as they are: no name of a weight has one.
            PickleOpcode.String => source.Line().Trim('\'', '"'),
            PickleOpcode.Unicode => source.Line(),
            PickleOpcode.BinString => Encoding.Latin1.GetString(source.Bytes((uint)source.Int32())),
            PickleOpcode.ShortBinString => Encoding.Latin1.GetString(source.Bytes(source.Byte())),
            PickleOpcode.BinUnicode => Encoding.UTF8.GetString(source.Bytes((uint)source.Int32())),
            PickleOpcode.ShortBinUnicode => Encoding.UTF8.GetString(source.Bytes(source.Byte())),
            PickleOpcode.BinUnicode8 => Encoding.UTF8.GetString(source.Bytes(source.UInt64())),
            PickleOpcode.BinBytes => source.Bytes((uint)source.Int32()),
            PickleOpcode.ShortBinBytes => source.Bytes(source.Byte()),
            PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8 => source.Bytes(source.UInt64()),
            _ => typeof(PickleLiterals), // no instruction of this kind
        };
        return !ReferenceEquals(value, typeof(PickleLiterals));
    }

    private static object Integer(uint length, PickleSource source, FileFault fault) =>
        length <= PickleLimits.LargestInteger
            ? Fitted(new BigInteger(source.Bytes(length)))
            : throw fault.Damaged($"a whole number claims {length} bytes, more than {PickleLimits.LargestInteger}");

    private static object LineInteger(string line, FileFault fault) => line switch
    {
        "00" => false,
        "01" => true,
        _ when BigInteger.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) =>
            Fitted(value),
        _ => throw fault.Damaged("its pickle has letters where a whole number should be"),
    };

    private static double LineFloat(string line, FileFault fault) =>
        double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw fault.Damaged("its pickle has letters where a number should be");

    /// <summary>A long where it fits, else a big integer; each boxed as what it is.</summary>
    private static object Fitted(BigInteger value)
    {
        if (value < long.MinValue || value > long.MaxValue)
        {
            return value;
        }

        return long.CreateChecked(value);
    }
}
