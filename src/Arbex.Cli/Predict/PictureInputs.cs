using Arbex.Files;
using Arbex.Imaging;

namespace Arbex.Cli.Predict;

/// <summary>Turns what the user named into files, as late as possible.</summary>
internal static class PictureInputs
{
    /// <summary>A picture on standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Lists files: those named, those of folders and patterns, those of a list. What leads to no file is listed itself and
    /// named when its turn comes, as a missing file is.</summary>
    /// <param name="inputs">What the user named.</param>
    /// <param name="list">The paths of a list; null for none.</param>
    /// <param name="unreadable">Gets a sentence for each folder that cannot be read, which is then left out; null ends the listing.</param>
    /// <param name="leftOut">Counts what folders and patterns hold besides.</param>
    /// <exception cref="ArbexException">The only input leads to no picture, or the list or a folder cannot be read.</exception>
    public static IEnumerable<string> Files(
        IReadOnlyList<string> inputs, IEnumerable<string>? list, Action<string>? unreadable, LeftOutFiles leftOut)
    {
        var isAlone = inputs.Count == 1 && list is null;
        foreach (var file in inputs.SelectMany(input => Expand(input, isPattern: FilePattern.Is(input), isAlone, unreadable, leftOut)))
        {
            yield return file;
        }

        foreach (var file in (list ?? []).SelectMany(line => Expand(line, isPattern: false, isAlone: false, unreadable, leftOut)))
        {
            yield return file;
        }
    }

    /// <summary>The same files, of which the first is found already: what is wrong with the first input is thrown here.</summary>
    public static IEnumerable<string> Started(IEnumerable<string> files)
    {
        var rest = files.GetEnumerator();
        return Rest(rest, rest.MoveNext());

        static IEnumerable<string> Rest(IEnumerator<string> rest, bool more)
        {
            using (rest)
            {
                for (; more; more = rest.MoveNext())
                {
                    yield return rest.Current;
                }
            }
        }
    }

    private static IEnumerable<string> Expand(
        string input, bool isPattern, bool isAlone, Action<string>? unreadable, LeftOutFiles leftOut)
    {
        var kind = input == StandardInput ? FileKind.Regular : SpecialFile.KindOf(input);
        if (kind == FileKind.Folder)
        {
            return Known(input, new FolderWalk(unreadable).Files(input), InputProblem.NothingIn, isAlone, leftOut);
        }

        if (kind != FileKind.Missing || !isPattern)
        {
            return [input]; // a missing one too: named when its turn comes, as any bad file
        }

        var pattern = new FilePattern(input);
        var files = Directory.Exists(pattern.Root)
            ? new FolderWalk(unreadable).Files(pattern.Root, pattern.Depth).Where(pattern.Fits).Select(pattern.Named)
            : [];
        return Known(input, files, InputProblem.NothingFits, isAlone, leftOut);
    }

    private static IEnumerable<string> Known(
        string input, IEnumerable<string> files, Func<string, string, string> nothing, bool isAlone, LeftOutFiles leftOut)
    {
        var isEmpty = true;
        foreach (var file in files)
        {
            if ((PictureEndings.IsPicture(file) || PictureEndings.IsVideo(file)) && FolderWalk.IsRegular(file))
            {
                isEmpty = false;
                yield return file;
            }
            else
            {
                leftOut.Add(input, file);
            }
        }

        if (isEmpty)
        {
            yield return isAlone ? throw new ArbexException(nothing(input, leftOut.Sentence(input))) : input;
        }
    }
}
