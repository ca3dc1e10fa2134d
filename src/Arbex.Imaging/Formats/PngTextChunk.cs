namespace Arbex.Imaging.Formats;

/// <summary>A text chunk of a PNG file: tEXt, compressed zTXt, or iTXt, which may be compressed.</summary>
internal readonly ref struct PngTextChunk
{
    private readonly ReadOnlySpan<byte> _stored;
    private readonly bool _isCompressed;

    private PngTextChunk(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> stored, bool isCompressed)
    {
        Keyword = keyword;
        _stored = stored;
        _isCompressed = isCompressed;
    }

    /// <summary>What the text is.</summary>
    public ReadOnlySpan<byte> Keyword { get; }

    /// <summary>Reads a chunk.</summary>
    /// <param name="type">Its four letters.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="chunk">Its parts.</param>
    /// <returns>False for other chunks, and for damaged ones.</returns>
    public static bool TryRead(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content, out PngTextChunk chunk)
    {
        chunk = default;
        var (isPlain, isCompressed, isInternational) =
            (type.SequenceEqual("tEXt"u8), type.SequenceEqual("zTXt"u8), type.SequenceEqual("iTXt"u8));
        if ((!isPlain && !isCompressed && !isInternational) || !TrySplit(content, out var keyword, out var rest))
        {
            return false;
        }

        if (isInternational)
        {
            if (rest.Length < 2)
            {
                return false;
            }

            isCompressed = rest[0] != 0;
            if (!TrySplit(rest[2..], out _, out rest) || !TrySplit(rest, out _, out rest))
            {
                return false;
            }
        }
        else if (isCompressed)
        {
            rest = rest.IsEmpty ? rest : rest[1..];
        }

        chunk = new(keyword, rest, isCompressed);
        return true;
    }

    /// <summary>The text itself.</summary>
    /// <param name="inflate">Inflates it where it is compressed.</param>
    public ReadOnlySpan<byte> Text(ref BoundedInflate inflate) => _isCompressed ? inflate.Inflate(_stored) : _stored;

    /// <summary>Splits at the first zero byte.</summary>
    private static bool TrySplit(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> before, out ReadOnlySpan<byte> behind)
    {
        var end = bytes.IndexOf((byte)0);
        before = end < 0 ? default : bytes[..end];
        behind = end < 0 ? default : bytes[(end + 1)..];
        return end >= 0;
    }
}
