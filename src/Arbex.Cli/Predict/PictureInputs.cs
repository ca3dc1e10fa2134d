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
    /// <exception cref="ArbexException">A pattern or a folder holds no picture, or the list cannot be read.</exception>
    public static IEnumerable<string> Files(IEnumerable<string> inputs, string? list, TextReader standardInput)
    {
        foreach (var input in inputs)
        {
            foreach (var file in Expand(input))
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

    private static IEnumerable<string> Expand(string input)
    {
        if (input == StandardInput || File.Exists(input))
        {
            return [input];
        }

        if (Directory.Exists(input))
        {
            var files = InFolder(input).Where(IsKnown);
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

    private static IEnumerable<string> InFolder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            yield return file;
        }

        foreach (var below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            foreach (var file in InFolder(below))
            {
                yield return file;
            }
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
        return
        [
            .. matcher.GetResultsInFullPath(root).Where(IsKnown).Order(StringComparer.Ordinal)
                .Select(path => fixedParts == 0 || !Path.IsPathRooted(pattern) ? Path.GetRelativePath(".", path) : path),
        ];
    }

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
