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
    /// The same, with a check of the temporary file before it becomes the target: what throws there leaves no file. It may take long: the
    /// file is locked against being taken for one that a killed process left.
    /// </summary>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes the contents.</param>
    /// <param name="check">Gets the temporary file's path; returns what writes other contents instead, unchecked, or null to keep these. Null
    /// for no check.</param>
    /// <exception cref="IOException">The disk is full, or the place cannot be written to; the target is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public static void Write(string path, Action<Stream> write, Func<string, Action<Stream>?>? check)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = WriteTemporary(full, write);
        try
        {
            Action<Stream>? other = null;
            if (check is not null)
            {
                using var held = new FileStream(temporary, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
                other = check(temporary);
            }

            if (other is not null)
            {
                File.Delete(temporary);
                temporary = WriteTemporary(full, other);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static string WriteTemporary(string target, Action<Stream> write)
    {
        using var stream = TemporaryName.Create(target);
        try
        {
            write(stream);
            stream.Flush(flushToDisk: true);
            return stream.Name;
        }
        catch
        {
            File.Delete(stream.Name);
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
