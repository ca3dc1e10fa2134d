using Arbex.Cli.Hosting;
using Arbex.Files;

namespace Arbex.Cli.Predict;

/// <summary>Reads the list of paths that --list names, as it comes: one a line, or with NUL between them, as find -print0 writes.</summary>
internal static class PictureList
{
    /// <exception cref="ArbexException">It cannot be read, or is no list.</exception>
    public static IEnumerable<string> Read(string list, Stream standardInput, CancellationToken cancellation)
    {
        using var reader = new StreamReader(Guarded(list, () => Open(list, standardInput, cancellation)));
        using var paths = InputFile.Paths(reader, list).GetEnumerator();
        while (Guarded(list, paths.MoveNext))
        {
            if (!string.IsNullOrWhiteSpace(paths.Current))
            {
                yield return Path.Exists(paths.Current) ? paths.Current : paths.Current.Trim();
            }
        }
    }

    private static Stream Open(string list, Stream standardInput, CancellationToken cancellation) =>
        list == PictureInputs.StandardInput ? new InterruptibleStream(standardInput, cancellation)
        : SpecialFile.IsOwnDescriptor(list) ? new InterruptibleStream(StandardStream.OpenDescriptor(list), cancellation)
        : InputFile.Open(list, "list");

    private static T Guarded<T>(string list, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"The list '{list}' cannot be read: {Sentence.Ended(refused.Message)} Expected a text file with a path on each line. Check "
                + "--list.",
                refused);
        }
    }
}
