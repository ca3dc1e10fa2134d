using Arbex.Files;
using Arbex.Imaging.Formats;

namespace Arbex.Imaging;

/// <summary>Reads the bytes of a picture file into a kept buffer.</summary>
internal static class PictureFile
{
    /// <summary>More bytes than any picture within the limits has.</summary>
    internal const int LargestFile = 1 << 30;

    /// <summary>Bytes of a stream after which it must look like a picture.</summary>
    private const int Head = 1 << 16;

    /// <summary>Reads a whole file. Of pipes, sockets and devices only those are read that this process already holds, such as
    /// /dev/stdin; others could wait for good.</summary>
    /// <param name="path">The file.</param>
    /// <param name="formats">How messages call what was expected.</param>
    /// <param name="buffer">Where the bytes go.</param>
    /// <returns>The array that holds the file, and how many of its bytes are the file.</returns>
    /// <exception cref="ImageFormatException">The file is missing, unreadable, too large, or no regular file.</exception>
    public static (byte[] Bytes, int Length) Read(string path, string formats, DecodeBuffer buffer)
    {
        try
        {
            var kind = SpecialFile.KindOf(path);
            return kind is FileKind.Regular or FileKind.Missing ? ReadFile(path, buffer)
                : kind != FileKind.Folder && SpecialFile.IsOwnDescriptor(path) ? ReadStream(path, buffer)
                : throw new ImageFormatException(
                    $"The picture '{path}' cannot be opened: it is {SpecialFile.Name(kind)}. Expected a regular file with {formats}. "
                    + (kind == FileKind.Folder ? "Name a picture in it." : "Write the picture to a file first."));
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFormatException(
                $"The picture '{path}' does not exist. Expected {formats}. Check the path.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ImageFormatException(
                $"The picture '{path}' cannot be opened: {cause.Message} Expected a readable file with {formats}. "
                + "Check that it is a file, not a folder, and its permissions.",
                cause);
        }
    }

    private static (byte[] Bytes, int Length) ReadFile(string path, DecodeBuffer buffer)
    {
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(handle);
        if (length > LargestFile)
        {
            throw new ImageFormatException(
                $"The picture '{path}' has {length} bytes. Expected at most {LargestFile}. Shrink it.");
        }

        var bytes = buffer.File((int)length);
        var filled = 0;
        while (filled < length)
        {
            var read = RandomAccess.Read(handle, bytes.AsSpan(filled, (int)length - filled), filled);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return (bytes, filled);
    }

    /// <summary>Reads to the end; of a stream that does not begin like a picture no more than shows what it is.</summary>
    private static (byte[] Bytes, int Length) ReadStream(string path, DecodeBuffer buffer)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var bytes = buffer.File(Head);
        var filled = stream.ReadAtLeast(bytes.AsSpan(0, Head), Head, throwOnEndOfStream: false);
        if (filled < Head || (!PictureCodec.IsKnown(bytes) && !TiffEntries.IsTiff(bytes)))
        {
            return (bytes, filled);
        }

        for (; ; )
        {
            if (filled == bytes.Length)
            {
                var longer = buffer.File((int)Math.Min(2L * filled, LargestFile + 1));
                bytes.AsSpan().CopyTo(longer);
                bytes = longer;
            }

            var read = stream.Read(bytes, filled, Math.Min(bytes.Length, LargestFile + 1) - filled);
            filled += read;
            if (filled > LargestFile)
            {
                throw new ImageFormatException(
                    $"The picture '{path}' has more than {LargestFile} bytes. Expected one picture. Shrink it.");
            }

            if (read == 0)
            {
                return (bytes, filled);
            }
        }
    }
}
