using System.Buffers.Binary;
using System.IO.Compression;

namespace Arbex.Imaging.Tests;

/// <summary>Writes TIFF files entry by entry, without the library that reads them.</summary>
internal sealed record TiffBuilder
{
    private const int Short = 3;
    private const int Long = 4;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public bool BigEndian { get; init; }

    /// <summary>Writes a BigTIFF, whose offsets and counts have 8 bytes.</summary>
    public bool Big { get; init; }

    /// <summary>Further entries of shorts (type 3) or longs (type 4).</summary>
    public IReadOnlyList<(int Tag, int Type, int[] Values)> Others { get; init; } = [];

    public int BitsPerSample { get; init; } = 8;

    public int SamplesPerPixel { get; init; } = 1;

    /// <summary>0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK.</summary>
    public int Photometric { get; init; } = 1;

    /// <summary>1 none, 5 LZW, 8 deflate.</summary>
    public int Compression { get; init; } = 1;

    public int Orientation { get; init; } = 1;

    /// <summary>Writes each sample's plane for itself, one behind the other.</summary>
    public bool IsPlanar { get; init; }

    /// <summary>3 x 256 numbers of 16 bits: reds, greens, blues.</summary>
    public int[]? Palette { get; init; }

    /// <summary>What the last sample is: 0 is not told, 1 alpha, by which colours are multiplied, 2 alpha, by which they are
    /// not.</summary>
    public int? ExtraSamples { get; init; }

    /// <summary>Rows in a strip; ignored for tiles.</summary>
    public int RowsPerStrip { get; init; } = 4;

    /// <summary>Side of the tiles; null for strips.</summary>
    public int? TileSide { get; init; }

    /// <summary>Layers of a tile; null where they are not told.</summary>
    public int? TileDepth { get; init; }

    /// <summary>Writes the file.</summary>
    /// <param name="samples">Sample by sample, in the order of the file; 0 to 65535 at 16 bits.</param>
    public byte[] Build(int[] samples)
    {
        var blocks = Blocks(samples).Select(Compress).ToArray();
        using var file = new MemoryStream();
        file.Write(BigEndian ? "MM"u8 : "II"u8);
        file.Write(Number(Big ? 43 : 42, Short));
        if (Big)
        {
            file.Write([.. Number(8, Short), .. Number(0, Short)]);
        }

        file.Write(Offset(0)); // where the directory is, once known
        var offsets = new List<int>();
        foreach (var block in blocks)
        {
            offsets.Add((int)file.Position);
            file.Write(block);
        }

        var entries = Entries(offsets, [.. blocks.Select(block => block.Length)]);
        var outside = new List<(int Entry, int At)>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Values.Length * Size(entries[i].Type) > OffsetBytes)
            {
                outside.Add((i, (int)file.Position));
                file.Write([.. entries[i].Values.SelectMany(value => Number(value, entries[i].Type))]);
            }
        }

        var directory = (int)file.Position;
        file.Write(Big ? Offset(entries.Count) : Number(entries.Count, Short));
        for (var i = 0; i < entries.Count; i++)
        {
            var (tag, type, values) = entries[i];
            file.Write([.. Number(tag, Short), .. Number(type, Short), .. Offset(values.Length)]);
            var place = outside.Where(known => known.Entry == i).Select(known => (int?)known.At).FirstOrDefault();
            byte[] inside = place is { } at ? Offset(at) : [.. values.SelectMany(value => Number(value, type))];
            file.Write([.. inside, .. new byte[OffsetBytes - inside.Length]]);
        }

        file.Write(Offset(0));
        var bytes = file.ToArray();
        Offset(directory).CopyTo(bytes, OffsetBytes);
        return bytes;
    }

    private int OffsetBytes => Big ? 8 : 4;

    private static int Size(int type) => type == Short ? 2 : 4;

    private List<(int Tag, int Type, int[] Values)> Entries(List<int> offsets, int[] lengths)
    {
        var entries = new List<(int Tag, int Type, int[] Values)>
        {
            (256, Long, [Width]),
            (257, Long, [Height]),
            (258, Short, [.. Enumerable.Repeat(BitsPerSample, SamplesPerPixel)]),
            (259, Short, [Compression]),
            (262, Short, [Photometric]),
            (274, Short, [Orientation]),
            (277, Short, [SamplesPerPixel]),
        };
        if (TileSide is { } side)
        {
            entries.AddRange([(322, Long, [side]), (323, Long, [side]), (324, Long, [.. offsets]), (325, Long, lengths)]);
        }
        else
        {
            entries.AddRange([(273, Long, [.. offsets]), (278, Long, [RowsPerStrip]), (279, Long, lengths)]);
        }

        if (IsPlanar)
        {
            entries.Add((284, Short, [2]));
        }

        if (Palette is not null)
        {
            entries.Add((320, Short, Palette));
        }

        if (ExtraSamples is { } meaning)
        {
            entries.Add((338, Short, [meaning]));
        }

        if (TileDepth is { } depth)
        {
            entries.Add((32998, Long, [depth]));
        }

        return [.. entries.Concat(Others).OrderBy(entry => entry.Tag)];
    }

    private IEnumerable<byte[]> Blocks(int[] samples) =>
        IsPlanar
            ? Enumerable.Range(0, SamplesPerPixel).SelectMany(plane => (this with { IsPlanar = false, SamplesPerPixel = 1 })
                .Blocks([.. samples.Where((_, i) => i % SamplesPerPixel == plane)]))
        : TileSide is { } side ? Tiles(samples, side)
        : Strips(samples);

    private IEnumerable<byte[]> Strips(int[] samples) =>
        samples.Chunk(RowsPerStrip * Width * SamplesPerPixel).Select(Bytes);

    private IEnumerable<byte[]> Tiles(int[] samples, int side)
    {
        for (var top = 0; top < Height; top += side)
        {
            for (var left = 0; left < Width; left += side)
            {
                var tile = new int[side * side * SamplesPerPixel];
                for (var i = 0; i < tile.Length; i++)
                {
                    var (pixel, sample) = Math.DivRem(i, SamplesPerPixel);
                    var (x, y) = (left + (pixel % side), top + (pixel / side));
                    tile[i] = x < Width && y < Height ? samples[(((y * Width) + x) * SamplesPerPixel) + sample] : 0;
                }

                yield return Bytes(tile);
            }
        }
    }

    private byte[] Bytes(int[] samples) =>
        BitsPerSample == 8
            ? [.. samples.Select(value => (byte)value)]
            : [.. samples.SelectMany(value => Number(value, Short))];

    private byte[] Offset(int value) =>
        !Big ? Number(value, Long) : BigEndian ? [0, 0, 0, 0, .. Number(value, Long)] : [.. Number(value, Long), 0, 0, 0, 0];

    private byte[] Number(int value, int type)
    {
        var bytes = new byte[Size(type)];
        switch (type, BigEndian)
        {
            case (Short, true):
                BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
                break;
            case (Short, false):
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
                break;
            case (_, true):
                BinaryPrimitives.WriteInt32BigEndian(bytes, value);
                break;
            default:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
                break;
        }

        return bytes;
    }

    private byte[] Compress(byte[] block) => Compression switch
    {
        5 => LiteralLzw(block),
        8 => Deflate(block),
        _ => block,
    };

    private static byte[] Deflate(byte[] block)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(block);
        }

        return compressed.ToArray();
    }

    /// <summary>LZW that only ever names single bytes: the table is cleared before codes grow beyond 9 bits.</summary>
    private static byte[] LiteralLzw(byte[] block)
    {
        const int Clear = 256, End = 257;
        var codes = new List<int>();
        for (var i = 0; i < block.Length; i++)
        {
            if (i % 200 == 0)
            {
                codes.Add(Clear);
            }

            codes.Add(block[i]);
        }

        codes.Add(End);
        var bits = codes.SelectMany(code => Enumerable.Range(0, 9).Select(bit => (code >> (8 - bit)) & 1));
        return [.. bits.Chunk(8).Select(eight => (byte)eight.Select((bit, place) => bit << (7 - place)).Sum())];
    }
}
