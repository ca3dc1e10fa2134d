namespace Arbex.Files;

/// <summary>Writes files so that a reader finds the old contents or the new, never half of them.</summary>
public static class AtomicFile
{
    /// <summary>Writes into a temporary file beside the target, flushes it to the disk and moves it over the target.</summary>
    /// <param name="path">The target; its folder is made where it does not exist. A link there is replaced, not followed.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="IOException">The disk is full, or the place cannot be written to; the target is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, check: null);

    /// <summary>
    /// The same, with a check of the temporary file before it becomes the target: what throws there leaves no file.
    /// </summary>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes the contents.</param>
    /// <param name="check">Gets the temporary file's path; null for no check.</param>
    /// <exception cref="IOException">The disk is full, or the place cannot be written to; the target is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public static void Write(string path, Action<Stream> write, Action<string>? check)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string? temporary = null;
        try
        {
            using (var stream = TemporaryName.Create(full))
            {
                temporary = stream.Name;
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            check?.Invoke(temporary);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }

            throw;
        }
    }

    /// <summary>Writes a text, UTF-8.</summary>
    /// <param name="path">The target.</param>
    /// <param name="text">Its contents.</param>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });
}
