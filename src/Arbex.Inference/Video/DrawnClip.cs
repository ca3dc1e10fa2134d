using Arbex.Files;

namespace Arbex.Inference.Video;

/// <summary>Tells clips that <see cref="VideoWriter"/> drew from everybody else's, by the comment that it writes into them.</summary>
public static class DrawnClip
{
    /// <summary>The comment in the file's metadata.</summary>
    internal const string Comment = "Expressions drawn by Arbex";

    private const int MetaVersion = 4;
    private const int DataHeader = 8;

    /// <summary>What must lie in what: the comment is the data of an item of the list in the movie's metadata.</summary>
    private static readonly uint[] Nesting =
    [
        Mp4Boxes.Name("moov"u8), Mp4Boxes.Name("udta"u8), Mp4Boxes.Name("meta"u8), Mp4Boxes.Name("ilst"u8),
        Mp4Boxes.Name([0xA9, .. "cmt"u8]), Mp4Boxes.Name("data"u8),
    ];

    private static ReadOnlySpan<byte> CommentBytes => "Expressions drawn by Arbex"u8;

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
            return IsWithin(stream, 0, stream.Length, depth: 0);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsWithin(FileStream stream, long from, long end, int depth)
    {
        foreach (var box in Mp4Boxes.Between(stream, from, end).Where(box => box.Name == Nesting[depth] && box.End <= end))
        {
            if (depth == Nesting.Length - 1 ? IsComment(stream, box)
                : IsWithin(stream, box.Content + (box.Name == Mp4Boxes.Name("meta"u8) ? MetaVersion : 0), box.End, depth + 1))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsComment(FileStream stream, Mp4Boxes.Box data)
    {
        if (data.End - data.Content - DataHeader != CommentBytes.Length)
        {
            return false;
        }

        var text = new byte[CommentBytes.Length];
        stream.Position = data.Content + DataHeader;
        stream.ReadExactly(text);
        return CommentBytes.SequenceEqual(text);
    }
}
