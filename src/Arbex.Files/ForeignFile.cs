namespace Arbex.Files;

/// <summary>
/// Names files that are handed in instead of a model or weights: what web pages, version control and failed downloads leave under the name
/// of something else.
/// </summary>
public static class ForeignFile
{
    /// <summary>How many of a file's first bytes decide.</summary>
    public const int HeadLength = 64;

    /// <summary>What a file is by its first bytes.</summary>
    /// <param name="head">The first bytes, up to <see cref="HeadLength"/>; fewer where the file is shorter.</param>
    /// <returns>What it is, with its article, and how to get what was meant; null where the bytes are of no such kind.</returns>
    public static (string Kind, string Remedy)? Of(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return ("empty", "Copy or download it again.");
        }

        if (head.StartsWith("version https://git-lfs"u8))
        {
            return ("a Git LFS pointer, which only says where the file is kept", "Fetch the file itself with 'git lfs pull'.");
        }

        if (IsMarkup(head))
        {
            return ("a web page", "Download the file again: a site answered with a page instead of the file.");
        }

        return null;
    }

    /// <summary>Whether a file begins as PyTorch's do: a ZIP archive, or a pickle of the container before version 1.6.</summary>
    /// <param name="head">The first bytes.</param>
    public static bool MayBePyTorch(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\u0003\u0004"u8) || (head is [0x80, >= 2 and <= 5, ..] && head is not [_, _, _, _, _, 0, 0, 0, (byte)'{', ..]);

    /// <summary>Whether a file begins as ONNX models do: with the version of the format and the name of what wrote it, or the graph.</summary>
    /// <param name="head">The first bytes.</param>
    public static bool MayBeOnnx(ReadOnlySpan<byte> head) =>
        head is [0x08, >= 3 and <= 30, 0x12 or 0x1a or 0x22 or 0x28 or 0x32 or 0x3a or 0x42 or 0x72, ..]
        && head is not [_, _, _, _, _, 0, 0, 0, (byte)'{', ..];

    /// <summary>Reads the first bytes of a file and goes back to its start.</summary>
    /// <param name="stream">A file; can seek.</param>
    public static byte[] HeadOf(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var head = new byte[HeadLength];
        stream.Position = 0;
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return head[..length];
    }

    private static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
        {
            head = head[3..];
        }

        head = head.TrimStart(" \t\r\n"u8);
        return head is [(byte)'<', (byte)'!' or (byte)'?' or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z'), ..];
    }
}
