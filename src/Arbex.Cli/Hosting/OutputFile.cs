using Arbex.Files;

namespace Arbex.Cli.Hosting;

/// <summary>Files that the user named with --output and its like: checked before the work, written whole or not at
/// all.</summary>
internal static class OutputFile
{
    /// <summary>Refuses early what could not be written later.</summary>
    /// <exception cref="ArbexException">A folder stands there, or the name ends otherwise than expected.</exception>
    public static void Check(string path, string extension, string option = "--output")
    {
        if (!path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArbexException(
                $"{option} is '{path}'. Expected a file name that ends in {extension}. Rename it.");
        }

        if (Directory.Exists(path))
        {
            throw new ArbexException(
                $"{option} is '{path}', which is a folder. Expected a file. Give a file name in it.");
        }
    }

    public static void WriteText(string path, string text, string option = "--output") =>
        Guard(path, option, () => AtomicFile.WriteText(path, text));

    public static void WriteBytes(string path, byte[] bytes, string option = "--output") =>
        Guard(path, option, () => AtomicFile.Write(path, stream => stream.Write(bytes)));

    /// <summary>Runs what writes the file.</summary>
    /// <exception cref="ArbexException">The place cannot be written to.</exception>
    public static void Guard(string path, string option, Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"Cannot write '{path}': {refused.Message} Pass a place that can be written to {option}.", refused);
        }
    }
}
