namespace Arbex.Imaging;

/// <summary>Reads the bytes of a picture file into a kept buffer.</summary>
internal static class PictureFile
{
    /// <summary>More bytes than any picture within the limits has.</summary>
    internal const int LargestFile = 1 << 30;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="formats">How messages call what was expected.</param>
    /// <param name="buffer">Where the bytes go.</param>
    /// <returns>The array that holds the file, and how many of its bytes are the file.</returns>
    /// <exception cref="ImageFormatException">The file is missing, unreadable or too large.</exception>
    public static (byte[] Bytes, int Length) Read(string path, string formats, DecodeBuffer buffer)
    {
        try
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
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFormatException(
                $"The picture '{path}' does not exist. Expected {formats}. Check the path.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ImageFormatException(
                $"The picture '{path}' cannot be opened: {cause.Message} Expected a readable file with {formats}. "
                + "Check that it is a file, not a folder, and its permissions.",
                cause);
        }
    }
}
