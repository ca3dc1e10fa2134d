namespace Arbex.Imaging;

/// <summary>Reads the bytes of a picture from a stream of unknown length, such as standard input.</summary>
public static class PictureBytes
{
    private const int FirstPart = 1 << 16;
    private const int LargestPart = 1 << 24;

    /// <summary>Reads to the end.</summary>
    /// <param name="stream">The stream; stays open.</param>
    /// <param name="name">How messages call it.</param>
    /// <returns>All of its bytes.</returns>
    /// <param name="most">Most bytes; by default 1 GB, more than any picture has.</param>
    /// <exception cref="ImageFormatException">It has more, or breaks off with an error.</exception>
    public static byte[] Read(Stream stream, string name, int most = PictureFile.LargestFile)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var parts = new List<byte[]>(); // instead of one array that grows, which would be held twice
        var (length, filled) = (0L, 0);
        try
        {
            for (; ; )
            {
                if (parts.Count == 0 || filled == parts[^1].Length)
                {
                    parts.Add(new byte[parts.Count == 0 ? FirstPart : (int)Math.Min(LargestPart, length)]);
                    filled = 0;
                }

                var read = stream.Read(parts[^1].AsSpan(filled));
                if (read == 0)
                {
                    break;
                }

                (length, filled) = (length + read, filled + read);
                if (length > most)
                {
                    throw new ImageFormatException(
                        $"{name} has more than {most} bytes. Expected one picture. Pass a picture, or several as files.");
                }
            }
        }
        catch (IOException broken)
        {
            throw new ImageFormatException($"{name} cannot be read: {broken.Message} Expected one picture. Pass it again.", broken);
        }

        return Joined(parts, (int)length);
    }

    private static byte[] Joined(List<byte[]> parts, int length)
    {
        var bytes = new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            var taken = Math.Min(part.Length, length - at);
            part.AsSpan(0, taken).CopyTo(bytes.AsSpan(at));
            at += taken;
        }

        return bytes;
    }
}
