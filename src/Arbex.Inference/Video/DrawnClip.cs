using System.Buffers.Binary;
using Arbex.Files;

namespace Arbex.Inference.Video;

/// <summary>Tells clips that <see cref="VideoWriter"/> drew from everybody else's, by the comment that it writes into them.</summary>
public static class DrawnClip
{
    /// <summary>The comment in the file's metadata.</summary>
    internal const string Comment = "Expressions drawn by Arbex";

    private const int BoxHeader = 8;
    private const int LongBoxHeader = 16;
    private const int MetaVersion = 4;
    private const int DataHeader = 8;

    /// <summary>What must lie in what: the comment is the data of an item of the list in the movie's metadata.</summary>
    private static readonly uint[] Nesting = [Name("moov"), Name("udta"), Name("meta"), Name("ilst"), 0xA9636D74, Name("data")];

    /// <summary>Whether Arbex drew a clip.</summary>
    /// <param name="path">Any file; it need not exist.</param>
    /// <returns>False for every file without the comment, and for one that is missing, cut before it, or cannot be read.</returns>
    public static bool Is(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (SpecialFile.KindOf(path) != FileKind.Regular)
        {
            return false;
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Find(stream, stream.Length, depth: 0) is { } text && text.SequenceEqual(CommentBytes);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ReadOnlySpan<byte> CommentBytes => "Expressions drawn by Arbex"u8;

    /// <summary>The first bytes of the comment between here and the end; null without one.</summary>
    private static byte[]? Find(FileStream stream, long end, int depth)
    {
        var header = new byte[LongBoxHeader];
        for (var at = stream.Position; at + BoxHeader <= end;)
        {
            stream.Position = at;
            stream.ReadExactly(header, 0, BoxHeader);
            var (size, inner) = ((long)BinaryPrimitives.ReadUInt32BigEndian(header), at + BoxHeader);
            if (size == 1 && at + LongBoxHeader <= end) // the size follows in eight bytes
            {
                stream.ReadExactly(header, BoxHeader, BoxHeader);
                (size, inner) = (BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(BoxHeader)), at + LongBoxHeader);
            }

            var next = size == 0 ? end : at + size;
            if (next < inner || next > end)
            {
                return null;
            }

            if (BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)) == Nesting[depth])
            {
                stream.Position = inner + (Nesting[depth] == Name("meta") ? MetaVersion : 0);
                if (depth == Nesting.Length - 1)
                {
                    return Text(stream, next);
                }

                if (Find(stream, next, depth + 1) is { } found)
                {
                    return found;
                }
            }

            at = next;
        }

        return null;
    }

    private static byte[] Text(FileStream stream, long end)
    {
        stream.Position += DataHeader;
        var text = new byte[Math.Clamp(end - stream.Position, 0, CommentBytes.Length + 1)];
        stream.ReadExactly(text);
        return text;
    }

    private static uint Name(string name) =>
        ((uint)name[0] << 24) | ((uint)name[1] << 16) | ((uint)name[2] << 8) | name[3];
}
