using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arbex.Files;
using static TorchSharp.torch;

namespace Arbex.Checkpoints;

/// <summary>Reads and writes the safetensors container: a length, a JSON header, the tensors' bytes. Runs nothing.</summary>
/// <remarks>
/// Format: https://github.com/huggingface/safetensors (8-byte little-endian header length; JSON object of name to
/// dtype, shape and data_offsets, with text pairs under <c>__metadata__</c>; then the data without gaps). Every number
/// of the header is checked against the file before anything is allocated. See docs/decisions/0004.
/// </remarks>
public static class SafeTensors
{
    private const string MetadataKey = "__metadata__";
    private const string ChecksumKey = "data_xxh3";
    private const int LargestHeader = 64 << 20;
    private const int LargestRank = 32;

    private static readonly (string Name, ScalarType Type, int Size)[] Types =
    [
        ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4), ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2), ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1), ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>Writes tensors and texts atomically.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="tensors">Tensors on any device; written in the order of their names.</param>
    /// <param name="metadata">Texts kept in the header, where a checksum of the data joins them.</param>
    public static void Write(
        string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);
        var ordered = tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        var header = new JsonObject();
        var texts = new JsonObject();
        foreach (var (key, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            texts[key] = text;
        }

        // The checksum is known only when all data went by; its place is as long from the start.
        texts[ChecksumKey] = new string('0', 2 * HashingStream.HashLength);
        header[MetadataKey] = texts;
        long offset = 0;
        foreach (var (name, tensor) in ordered)
        {
            var (typeName, _, size) = Types.First(type => type.Type == tensor.dtype);
            var end = offset + (tensor.numel() * size);
            header[name] = new JsonObject
            {
                ["dtype"] = typeName,
                ["shape"] = new JsonArray([.. tensor.shape.Select(side => JsonValue.Create(side))]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        var text8 = JsonSerializer.SerializeToUtf8Bytes(header);
        var padded = (text8.Length + 7) / 8 * 8; // data starts at a multiple of 8, as the format advises
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, padded);
            stream.Write(length);
            stream.Write(text8);
            stream.Write("        "u8[..(padded - text8.Length)]);
            var hashing = new HashingStream(stream);
            foreach (var (_, tensor) in ordered)
            {
                using var scope = NewDisposeScope();
                hashing.Write(tensor.detach().cpu().contiguous().bytes);
            }

            stream.Position = length.Length + PlaceOfChecksum(text8);
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hashing.Hash())));
        });
    }

    /// <summary>Reads only the texts of the header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">The file is missing, cut short or no safetensors file.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using var stream = Open(path);
        return ReadHeader(stream, path).Metadata;
    }

    /// <summary>Reads everything.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors, on the CPU and owned by the caller, and the texts of the header.</returns>
    /// <exception cref="CheckpointException">The file is missing, cut short, or says something untrue of itself.</exception>
    public static (Dictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Read(string path)
    {
        using var stream = Open(path);
        return Read(stream, path);
    }

    /// <summary>Reads everything from an open file.</summary>
    /// <param name="stream">The file from its start; can seek.</param>
    /// <param name="path">What to call it in errors.</param>
    internal static (Dictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Read(
        Stream stream, string path)
    {
        var header = ReadHeader(stream, path);
        CheckData(stream, header, path);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            foreach (var entry in header.Entries)
            {
                stream.Position = header.DataStart + entry.Start;
                var tensor = empty(entry.Shape, entry.Type);
                tensors.Add(entry.Name, tensor);
                if (entry.Start < entry.End)
                {
                    stream.ReadExactly(tensor.bytes);
                }
            }

            return (tensors, header.Metadata);
        }
        catch
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw;
        }
    }

    private static int PlaceOfChecksum(ReadOnlySpan<byte> header)
    {
        var key = Encoding.ASCII.GetBytes($"\"{ChecksumKey}\":\"");
        return header.IndexOf(key) + key.Length;
    }

    /// <summary>Compares the data with the checksum, where the file has one: files of other programs do not.</summary>
    private static void CheckData(Stream stream, Header header, string path)
    {
        if (header.Checksum is not { } expected)
        {
            return;
        }

        var hash = new XxHash3();
        stream.Position = header.DataStart;
        hash.Append(stream);
        if (Convert.ToHexStringLower(hash.GetCurrentHash()) != expected)
        {
            throw Broken(path, "its data does not have the checksum that it was written with");
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return Directory.Exists(path) ? throw ForeignCheckpoint.Folder(path) : InputFile.Open(path, "checkpoint");
        }
        catch (ArbexException special) when (special is not CheckpointException)
        {
            throw new CheckpointException(special.Message, special);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                $"Cannot open the checkpoint '{path}': {missing.Message} Expected a .safetensors file written by arbex train. "
                + "Check the path given to --model.", missing);
        }
    }

    private static Header ReadHeader(Stream stream, string path)
    {
        if (stream.Length < 8)
        {
            throw ForeignCheckpoint.Of(stream, path) ?? Broken(path, $"it has {stream.Length} bytes, fewer than its own length field");
        }

        Span<byte> lengthBytes = stackalloc byte[8];
        stream.ReadExactly(lengthBytes);
        var length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        if (length is <= 1 or > LargestHeader || length > stream.Length - 8)
        {
            throw ForeignCheckpoint.Of(stream, path) ?? Broken(path, $"its header claims {length} bytes in a file of {stream.Length}");
        }

        var text = new byte[length];
        stream.ReadExactly(text);
        try
        {
            using var document = JsonDocument.Parse(text);
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            var entries = new List<Entry>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                {
                    throw Broken(path, $"its header names '{property.Name}' twice");
                }

                if (property.Name == MetadataKey)
                {
                    foreach (var pair in property.Value.EnumerateObject())
                    {
                        metadata[pair.Name] = pair.Value.GetString() ?? "";
                    }
                }
                else
                {
                    entries.Add(ReadEntry(property, path));
                }
            }

            CheckLayout(entries, stream.Length - 8 - length, path);
            metadata.Remove(ChecksumKey, out var checksum);
            return new Header(metadata, checksum, entries, 8 + length);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException or OverflowException)
        {
            throw new CheckpointException(
                $"'{path}' is no checkpoint: its header is malformed ({malformed.Message}). Expected a whole "
                + ".safetensors file. Copy it again, or train again.", malformed);
        }
    }

    private static Entry ReadEntry(JsonProperty property, string path)
    {
        var typeName = property.Value.GetProperty("dtype").GetString();
        var type = Array.Find(Types, candidate => candidate.Name == typeName);
        if (type.Name is null)
        {
            throw Broken(path, $"tensor '{property.Name}' has the unknown type '{typeName}'");
        }

        var offsets = property.Value.GetProperty("data_offsets");
        long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64())];
        if (offsets.GetArrayLength() != 2)
        {
            throw Broken(path, $"tensor '{property.Name}' has {offsets.GetArrayLength()} data offsets instead of 2");
        }

        var (start, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        // The product over the other sides must fit even where one side is 0, or libtorch's strides would not.
        var filled = shape.Where(side => side != 0).Aggregate((long)type.Size, (product, side) => checked(product * side));
        var bytes = shape.Contains(0) ? 0 : filled;
        if (shape.Length > LargestRank || shape.Any(side => side < 0) || start < 0 || end - start != bytes)
        {
            throw Broken(
                path, $"tensor '{property.Name}' of shape [{string.Join(", ", shape)}] claims bytes {start} to {end}");
        }

        return new Entry(property.Name, type.Type, shape, start, end);
    }

    /// <summary>The data must be covered without gap or overlap, and nothing else be in the file.</summary>
    private static void CheckLayout(List<Entry> entries, long dataLength, string path)
    {
        long expected = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End))
        {
            if (entry.Start != expected)
            {
                throw Broken(path, $"tensor '{entry.Name}' starts at byte {entry.Start} of the data, expected {expected}");
            }

            expected = entry.End;
        }

        if (expected != dataLength)
        {
            throw Broken(path, $"its tensors need {expected} bytes and {dataLength} follow the header");
        }
    }

    private static CheckpointException Broken(string path, string what) => new(
        $"'{path}' is cut short or no checkpoint: {what}. Expected a whole .safetensors file. Copy it again, or "
        + "train again.");

    private sealed record Entry(string Name, ScalarType Type, long[] Shape, long Start, long End);

    private sealed record Header(
        IReadOnlyDictionary<string, string> Metadata, string? Checksum, List<Entry> Entries, long DataStart);
}
