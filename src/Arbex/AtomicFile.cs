namespace Arbex;

/// <summary>Writes files so that a reader finds the old contents or the new, never half of them.</summary>
internal static class AtomicFile
{
    /// <summary>Writes into a neighbour, flushes it to the disk and moves it over the target.</summary>
    public static void Write(string path, Action<Stream> write) => Write(path, write, check: null);

    /// <summary>
    /// The same, with a look at the neighbour before it becomes the target: what throws there leaves no file.
    /// </summary>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="check">Gets the neighbour's path; null for no check.</param>
    public static void Write(string path, Action<Stream> write, Action<string>? check)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = $"{full}.{Environment.ProcessId}.partial";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            check?.Invoke(temporary);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Removes what a killed process left of its writing into a folder.</summary>
    public static void RemoveLeftovers(string folder)
    {
        foreach (var left in Directory.EnumerateFiles(folder, "*.partial"))
        {
            File.Delete(left);
        }
    }

    /// <summary>Writes a text, UTF-8.</summary>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });
}
