namespace Arbex.Data.Readers;

/// <summary>Which files that a list names exist; every folder is listed once, whatever the number of its files.</summary>
internal sealed class PresentFiles(DatasetFiles files)
{
    private readonly Dictionary<string, HashSet<string>> _folders = new(StringComparer.Ordinal);

    /// <summary>Whether there is such a file; never for a path that leads out of the dataset's folder.</summary>
    /// <param name="path">Below the root, with forward slashes.</param>
    public bool Contains(string path)
    {
        if (!StaysBelowRoot(path))
        {
            return false;
        }

        var slash = path.LastIndexOf('/');
        var folder = slash < 0 ? "" : path[..slash];
        if (!_folders.TryGetValue(folder, out var names))
        {
            names = files.Files(folder).ToHashSet(StringComparer.Ordinal);
            _folders.Add(folder, names);
        }

        return names.Contains(path[(slash + 1)..]);
    }

    /// <summary>Whether a path has no empty, "." or ".." part and no root.</summary>
    public static bool StaysBelowRoot(string path) =>
        !Path.IsPathRooted(path) && !path.Contains('\\') && path.Split('/').All(part => part is not ("" or "." or ".."));
}
