using Arbex.Files;

namespace Arbex.Cli.Hosting;

/// <summary>Files that the user named with --output and its like, written whole or not at all; <see cref="OutputGuard"/> has checked them
/// before the work.</summary>
internal static class OutputFile
{
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
