using System.IO.Compression;

namespace Arbex.Imaging.Formats;

/// <summary>Inflates compressed texts of a picture up to a bound for all of them together, so that a small file cannot take much memory
/// or time.</summary>
internal ref struct BoundedInflate
{
    private const int MostBytes = 4 << 20;
    private const int Step = 1 << 14;

    private int _left = MostBytes;

    /// <summary>Starts with the whole bound.</summary>
    public BoundedInflate()
    {
    }

    /// <summary>Inflates a text.</summary>
    /// <param name="compressed">A zlib stream; may be damaged or cut short.</param>
    /// <returns>What can be inflated of it within what is left of the bound.</returns>
    public byte[] Inflate(ReadOnlySpan<byte> compressed)
    {
        if (_left == 0)
        {
            return [];
        }

        using var inflated = new MemoryStream();
        try
        {
            using var source = new MemoryStream(compressed[..Math.Min(compressed.Length, MostBytes)].ToArray());
            using var stream = new ZLibStream(source, CompressionMode.Decompress);
            var step = new byte[Step];
            for (int read; _left > 0 && (read = stream.Read(step, 0, Math.Min(Step, _left))) > 0; _left -= read)
            {
                inflated.Write(step, 0, read);
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            // What came before the damage stands.
        }

        return inflated.ToArray();
    }
}
