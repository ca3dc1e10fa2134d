namespace Arbex.Imaging;

/// <summary>Reads the bytes of a picture from a stream of unknown length, such as standard input.</summary>
public static class PictureBytes
{
    private const int Step = 1 << 16;

    /// <summary>Reads to the end.</summary>
    /// <param name="stream">The stream; stays open.</param>
    /// <param name="name">How messages call it.</param>
    /// <returns>All of its bytes.</returns>
    /// <param name="most">Most bytes; by default 1 GB, more than any picture has.</param>
    /// <exception cref="ImageFormatException">It has more, or breaks off with an error.</exception>
    public static byte[] Read(Stream stream, string name, int most = PictureFile.LargestFile)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        var step = new byte[Step];
        try
        {
            for (var read = stream.Read(step); read > 0; read = stream.Read(step))
            {
                if (bytes.Length + read > most)
                {
                    throw new ImageFormatException(
                        $"{name} has more than {most} bytes. Expected one picture. Pass a picture, or several as files.");
                }

                bytes.Write(step, 0, read);
            }
        }
        catch (IOException broken)
        {
            throw new ImageFormatException($"{name} cannot be read: {broken.Message} Expected one picture. Pass it again.", broken);
        }

        return bytes.ToArray();
    }
}
