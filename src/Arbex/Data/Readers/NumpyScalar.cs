using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Arbex.Files;

namespace Arbex.Data.Readers;

/// <summary>Reads .npy files that hold one value: a number, or a text as in AffectNet's annotations.</summary>
internal static partial class NumpyScalar
{
    private const int LargestFile = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The value as text: "3" for the text '3', "-0.25" for a number.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DatasetFormatException">It cannot be read, is no .npy file, or holds something else.</exception>
    public static string Read(string path)
    {
        var bytes = Bytes(path);
        if (!bytes.AsSpan().StartsWith(Magic) || bytes.Length < 12)
        {
            throw Wrong(path, "is no NumPy file");
        }

        // Version 1 has a header length of two bytes, later ones of four.
        var start = bytes[6] == 1 ? 10 : 12;
        long length = bytes[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8))
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        if (start + length > bytes.Length)
        {
            throw Wrong(path, "is cut short");
        }

        var header = Encoding.ASCII.GetString(bytes, start, (int)length);
        var type = ElementType().Match(header);
        if (!type.Success || !SingleShape().IsMatch(header))
        {
            throw Wrong(path, $"has the header '{header.Trim()}'");
        }

        return Value(path, bytes.AsSpan(start + (int)length), type.Groups[1].Value, type.Groups[2].Value[0], int.Parse(
            type.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static string Value(string path, ReadOnlySpan<byte> data, string order, char kind, int size)
    {
        size = kind == 'U' ? size * sizeof(int) : size;
        if (data.Length < size)
        {
            throw Wrong(path, "is cut short");
        }

        var bytes = data[..size].ToArray();
        if (kind == 'S')
        {
            return Encoding.Latin1.GetString(bytes).TrimEnd('\0').Trim();
        }

        if (kind == 'U')
        {
            return new UTF32Encoding(order == ">", false).GetString(bytes).TrimEnd('\0').Trim();
        }

        if (order == ">")
        {
            Array.Reverse(bytes);
        }

        return (kind, size) switch
        {
            ('i', 1) => Text((sbyte)bytes[0]),
            ('i', 2) => Text(BinaryPrimitives.ReadInt16LittleEndian(bytes)),
            ('i', 4) => Text(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
            ('i', 8) => Text(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            ('u', 1) => Text(bytes[0]),
            ('u', 2) => Text(BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
            ('u', 4) => Text(BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
            ('u', 8) => Text(BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
            ('f', 4) => Text(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            ('f', 8) => Text(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            _ => throw Wrong(path, $"has elements of the type {kind}{size}"),
        };
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static byte[] Bytes(string path)
    {
        try
        {
            SpecialFile.Refuse(path, "NumPy file");
            return new FileInfo(path).Length <= LargestFile
                ? InputFile.ReadBytes(path, "NumPy file", LargestFile)
                : throw Wrong(path, "is larger than one value");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DatasetFormatException(
                $"'{path}' cannot be read: {cause.Message} Expected a NumPy file with one value. Check its permissions.", cause);
        }
    }

    private static DatasetFormatException Wrong(string path, string happened) =>
        new($"'{path}' {happened}. Expected a NumPy file with one number or text. Unpack the file again.");

    [GeneratedRegex(@"'descr':\s*'([<>|=]?)([USiuf])(\d{1,4})'")]
    private static partial Regex ElementType();

    [GeneratedRegex(@"'shape':\s*\(\s*(1\s*,\s*)*1?\s*,?\s*\)")]
    private static partial Regex SingleShape();
}
