using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>Which video, subject or character each picture of an image folder shows.</summary>
internal sealed class ImageFolderGroups
{
    /// <summary>The optional list of groups in the root.</summary>
    public const string FileName = "groups.csv";

    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);

    private ImageFolderGroups()
    {
    }

    /// <summary>What does not fit between the list and the pictures.</summary>
    public ImmutableArray<string> Problems { get; private set; } = [];

    /// <summary>Reads the list; without one every picture is its own group.</summary>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="ids">The pictures.</param>
    /// <exception cref="DatasetFormatException">A malformed line, or two groups for one picture.</exception>
    public static ImageFolderGroups Read(string root, IReadOnlyCollection<string> ids)
    {
        var list = Path.Combine(root, FileName);
        if (!File.Exists(list))
        {
            return new();
        }

        var result = new ImageFolderGroups();
        foreach (var line in CsvLines.Read(list))
        {
            if (line.Fields.Length != 2 || line.Fields.Any(string.IsNullOrEmpty))
            {
                throw line.Error(
                    $"there are {line.Fields.Count(field => field.Length > 0)} filled fields",
                    "Expected 2: the picture's path below the dataset's folder, and its group. Put quotes around a "
                    + "path with a comma.");
            }

            var (path, group) = (line.Fields[0].Replace('\\', '/'), line.Fields[1]);
            if (!result._groups.TryAdd(path, group) && result._groups[path] != group)
            {
                throw line.Error(
                    $"the picture has a second group beside '{result._groups[path]}'",
                    "Expected one group a picture. Remove one of the lines.");
            }
        }

        result.Problems = [.. result.Mismatches(ids)];
        return result;
    }

    /// <summary>The group of a picture, its own id where none is known.</summary>
    /// <param name="id">The picture.</param>
    public string GroupOf(string id) => _groups.GetValueOrDefault(id, id);

    private IEnumerable<string> Mismatches(IReadOnlyCollection<string> ids)
    {
        var unlisted = ids.Where(id => !_groups.ContainsKey(id)).ToArray();
        if (unlisted.Length > 0)
        {
            yield return
                $"{unlisted.Length} pictures are not in {FileName} and are their own group, such as {unlisted[0]}.";
        }

        var unknown = _groups.Keys.Except(ids, StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            yield return $"{unknown.Length} lines of {FileName} name no picture, such as {unknown[0]}.";
        }
    }
}
