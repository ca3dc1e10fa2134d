using Arbex.Files;

namespace Arbex.Imaging;

/// <summary>
/// Tells pictures that Arbex drew from all others, so that a new drawing replaces an old one and never a photo. The mark is a PNG text chunk
/// <c>Software</c> with the value <c>Arbex</c>, written by <see cref="ImageEncoder.EncodePng(ImageBuffer, string)"/>.
/// </summary>
public static class PictureMark
{
    /// <summary>The program's name in the pictures that it drew.</summary>
    public const string Arbex = "Arbex";

    /// <summary>The keyword that PNG defines for the program that made a picture.</summary>
    internal const string Keyword = "Software";

    /// <summary>How far into a file the mark is looked for. Arbex writes it directly behind the header.</summary>
    private const int HeadBytes = 1 << 16;

    private static ReadOnlySpan<byte> Mark => "Software\0Arbex"u8;

    /// <summary>Whether a file is a PNG picture that carries the mark. Reads no more than the file's first 64 KB.</summary>
    /// <param name="path">Any path.</param>
    /// <returns>False for every other file, and for what is missing, unreadable, or no regular file.</returns>
    public static bool IsDrawn(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (SpecialFile.KindOf(path) != FileKind.Regular)
        {
            return false;
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            var head = new byte[Math.Min(stream.Length, HeadBytes)];
            var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return Carries(head.AsSpan(0, read));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    private static bool Carries(ReadOnlySpan<byte> head)
    {
        if (!PngChunks.IsPng(head))
        {
            return false;
        }

        var chunks = new PngChunks(head);
        while (chunks.MoveNext() && !chunks.Type.SequenceEqual("IDAT"u8))
        {
            if (chunks.Type.SequenceEqual("tEXt"u8) && chunks.Content.SequenceEqual(Mark))
            {
                return true;
            }
        }

        return false;
    }
}
