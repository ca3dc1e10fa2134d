using System.Collections.Immutable;
using Arbex.Files;

namespace Arbex.Cli.Predict;

/// <summary>
/// Walks through a folder and those below it, for folders and patterns alike: files in the order of their names, then the folders below. A
/// link to a folder above is not followed; a folder that cannot be read is passed over with a word.
/// </summary>
internal sealed class FolderWalk
{
    private readonly Action<string>? _unreadable;

    /// <param name="unreadable">Gets a sentence for each folder that cannot be read; null ends the walk instead.</param>
    public FolderWalk(Action<string>? unreadable) => _unreadable = unreadable;

    /// <summary>Lists files.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="depth">How many folders deep to go; 0 stays in the folder.</param>
    /// <exception cref="ArbexException">A folder cannot be read, and no handler for such folders was given.</exception>
    public IEnumerable<string> Files(string folder, int depth = int.MaxValue) => Files(folder, depth, []);

    /// <summary>Whether a file can be opened like a regular one.</summary>
    public static bool IsRegular(string file) => SpecialFile.KindOf(file) is FileKind.Regular or FileKind.Missing;

    private IEnumerable<string> Files(string folder, int depth, ImmutableHashSet<string> above)
    {
        string[] files;
        string[] folders;
        string real;
        try
        {
            real = FileIdentity.RealPath(folder);
            files = Directory.GetFiles(folder);
            folders = Directory.GetDirectories(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            var message = $"The folder '{folder}' cannot be read: {refused.Message}";
            if (_unreadable is null)
            {
                throw new ArbexException($"{message} Expected one that can. Check its rights, or leave it out.", refused);
            }

            _unreadable($"{message} (skipped)");
            yield break;
        }

        if (above.Contains(real))
        {
            yield break;
        }

        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            yield return file;
        }

        if (depth == 0)
        {
            yield break;
        }

        above = above.Add(real);
        foreach (var file in folders.Order(StringComparer.Ordinal).SelectMany(below => Files(below, depth - 1, above)))
        {
            yield return file;
        }
    }
}
