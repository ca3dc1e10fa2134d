using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Arbex.Cli.Predict;

/// <summary>Turns what the user named into files, as late as possible.</summary>
internal static class PictureInputs
{
    /// <summary>A picture on standard input.</summary>
    public const string StandardInput = "-";

    private static readonly string[] Videos = [".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".mpg", ".mpeg", ".wmv"];
    private static readonly string[] Pictures =
        [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff"];

    /// <summary>Whether a file is a clip by its name.</summary>
    public static bool IsVideo(string path) => Videos.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file may be an animated picture by its name.</summary>
    public static bool MayMove(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".gif" or ".webp";

    /// <summary>Lists files: those named, those of folders and patterns in the order of their names, those of a list.</summary>
    /// <param name="inputs">What the user named.</param>
    /// <param name="list">A file with a path on each line; null for none.</param>
    /// <param name="standardInput">Read where the list is "-".</param>
    /// <param name="unreadable">Told of each folder below another that cannot be read, which is then left out; null ends the listing.</param>
    /// <exception cref="ArbexException">A pattern or a folder holds no picture, or the list or a folder cannot be read.</exception>
    public static IEnumerable<string> Files(
        IEnumerable<string> inputs, string? list, TextReader standardInput, Action<string>? unreadable)
    {
        foreach (var input in inputs)
        {
            foreach (var file in Expand(input, unreadable))
            {
                yield return file;
            }
        }

        if (list is not null)
        {
            foreach (var line in Lines(list, standardInput))
            {
                yield return line;
            }
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

    private static IEnumerable<string> Expand(string input, Action<string>? unreadable)
    {
        if (input == StandardInput || File.Exists(input))
        {
            return [input];
        }

        if (Directory.Exists(input))
        {
            var files = InFolder(input, [], unreadable).Where(IsKnown);
            return files.Any() ? files : throw new ArbexException(
                $"The folder '{input}' holds no picture and no clip. Expected files that end in "
                + $"{string.Join(", ", Pictures.Concat(Videos))}. Check the path.");
        }

        if (input.IndexOfAny(['*', '?']) >= 0)
        {
            var found = Matching(input);
            return found.Count > 0 ? found : throw new ArbexException(
                $"No file fits '{input}'. Expected a pattern such as faces/*.jpg or faces/**/*.png. Check it.");
        }

        return [input]; // missing: named when its turn comes, as any bad file
    }

    /// <summary>Files of a folder and of those below it; a link to a folder above is not followed.</summary>
    private static IEnumerable<string> InFolder(string folder, ImmutableHashSet<string> above, Action<string>? unreadable)
    {
        string[] files;
        string[] folders;
        string real;
        try
        {
            real = Path.TrimEndingDirectorySeparator(
                new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder));
            files = Directory.GetFiles(folder);
            folders = Directory.GetDirectories(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            var message = $"The folder '{folder}' cannot be read: {refused.Message}";
            if (unreadable is null || above.Count == 0)
            {
                throw new ArbexException($"{message} Expected one that can. Check its rights, or leave it out.", refused);
            }

            unreadable($"{message} (skipped)");
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

        above = above.Add(real);
        foreach (var file in folders.Order(StringComparer.Ordinal).SelectMany(below => InFolder(below, above, unreadable)))
        {
            yield return file;
        }
    }

    private static List<string> Matching(string pattern)
    {
        var parts = pattern.Replace('\\', '/').Split('/');
        var fixedParts = parts.TakeWhile(part => part.IndexOfAny(['*', '?']) < 0).Count();
        var root = fixedParts == 0 ? "." : string.Join('/', parts[..fixedParts]);
        root = root.Length == 0 ? "/" : root;
        var rest = string.Join('/', parts[fixedParts..]);
        if (!Directory.Exists(root))
        {
            return [];
        }

        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(rest.Replace("?", "*", StringComparison.Ordinal));
        var exact = Exactly(rest);
        return
        [
            .. Found().Where(IsKnown).Where(path => exact?.IsMatch(Path.GetRelativePath(root, path).Replace('\\', '/')) ?? true)
                .Order(StringComparer.Ordinal)
                .Select(path => fixedParts == 0 || !Path.IsPathRooted(pattern) ? Path.GetRelativePath(".", path) : path),
        ];

        IEnumerable<string> Found()
        {
            try
            {
                return matcher.GetResultsInFullPath(root);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new ArbexException(
                    $"The pattern '{pattern}' leads into a folder that cannot be read: {refused.Message} Use a narrower one.", refused);
            }
        }
    }

    /// <summary>What a pattern with '?' means, which the matcher does not know; null without.</summary>
    private static Regex? Exactly(string pattern) => !pattern.Contains('?', StringComparison.Ordinal) ? null : new Regex(
        $"^{Regex.Escape(pattern).Replace("\\*\\*/", "(.*/)?", StringComparison.Ordinal).Replace("\\*", "[^/]*", StringComparison.Ordinal)
            .Replace("\\?", "[^/]", StringComparison.Ordinal)}$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static IEnumerable<string> Lines(string list, TextReader standardInput)
    {
        TextReader reader;
        try
        {
            reader = list == StandardInput ? standardInput : new StreamReader(list);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"The list '{list}' cannot be read: {refused.Message} Expected a text file with a path on each line. Check --list.",
                refused);
        }

        using (reader)
        {
            while (reader.ReadLine() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    yield return line.Trim();
                }
            }
        }
    }

    private static bool IsKnown(string path) =>
        IsVideo(path) || Pictures.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
