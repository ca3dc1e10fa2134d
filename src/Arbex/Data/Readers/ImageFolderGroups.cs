namespace Arbex.Data.Readers;

/// <summary>Which video, subject or character each picture of an image folder shows.</summary>
internal sealed class ImageFolderGroups
{
    /// <summary>The optional list of groups in the root.</summary>
    public const string FileName = "groups.csv";

    private readonly Dictionary<string, string>? _groups;
    private readonly HashSet<string> _unused = new(StringComparer.Ordinal);
    private readonly List<string> _unlisted = [];

    private ImageFolderGroups(Dictionary<string, string>? groups)
    {
        _groups = groups;
        _unused.UnionWith(groups?.Keys ?? Enumerable.Empty<string>());
    }

    /// <summary>Reads the list; without one every picture is its own group.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <exception cref="DatasetFormatException">A malformed line, or two groups for one picture.</exception>
    public static ImageFolderGroups Read(DatasetFiles files)
    {
        if (!files.HasFile(FileName))
        {
            return new(null);
        }

        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in files.Records(FileName))
        {
            if (line.Fields.Length != 2 || line.Fields.Any(string.IsNullOrEmpty))
            {
                throw line.Error(
                    $"there are {line.Fields.Count(field => field.Length > 0)} filled fields",
                    "Expected 2: the picture's path below the dataset's folder, and its group. Put quotes around a "
                    + "path with a comma.");
            }

            var (path, group) = (line.Fields[0].Replace('\\', '/'), line.Fields[1]);
            if (!groups.TryAdd(path, group) && groups[path] != group)
            {
                throw line.Error(
                    $"the picture has a second group beside '{groups[path]}'",
                    "Expected one group a picture. Remove one of the lines.");
            }
        }

        return new(groups);
    }

    /// <summary>The group of a picture, null where none is known.</summary>
    /// <param name="folder">The picture's folder.</param>
    /// <param name="name">The file.</param>
    public string? GroupOf(string folder, string name)
    {
        if (_groups is null)
        {
            return null;
        }

        var path = $"{folder}/{name}";
        _unused.Remove(path);
        if (!_groups.TryGetValue(path, out var group))
        {
            _unlisted.Add(path);
        }

        return group;
    }

    /// <summary>What does not fit between the list and the pictures that were asked for.</summary>
    public IEnumerable<string> Problems()
    {
        if (_unlisted.Count > 0)
        {
            yield return
                $"{_unlisted.Count} pictures are not in {FileName} and are their own group, such as {_unlisted[0]}.";
        }

        if (_unused.Count > 0)
        {
            var first = _groups!.Keys.First(_unused.Contains);
            yield return $"{_unused.Count} lines of {FileName} name no picture, such as {first}.";
        }
    }
}
