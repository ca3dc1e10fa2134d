using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>Finds the split folders, class folders and pictures below a root.</summary>
internal sealed class ImageFolderScan
{
    private static readonly Dictionary<string, DataSplit> SplitNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = DataSplit.Train,
        ["valid"] = DataSplit.Valid,
        ["val"] = DataSplit.Valid,
        ["validation"] = DataSplit.Valid,
        ["test"] = DataSplit.Test,
    };

    private static readonly HashSet<string> PictureExtensions =
        new([".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp"], StringComparer.OrdinalIgnoreCase);

    private readonly string _root;
    private readonly List<string> _problems = [];

    /// <summary>Looks at the folders below a root.</summary>
    /// <param name="root">An existing folder.</param>
    /// <exception cref="DatasetFormatException">Two folders stand for one split.</exception>
    public ImageFolderScan(string root)
    {
        _root = root;
        var folders = FolderNames(root);
        var splits = folders.Where(SplitNames.ContainsKey).ToArray();
        var twice = splits.GroupBy(name => SplitNames[name]).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new DatasetFormatException(
                $"'{root}' has the folders {string.Join(" and ", twice)}, which both mean the {twice.Key} split. "
                + "Expected one folder a split. Remove or merge one of them.");
        }

        Report([.. folders.Except(splits).Where(_ => splits.Length > 0)], "folders beside the split folders");
        Classes = splits.Length > 0
            ? [.. splits.OrderBy(name => SplitNames[name]).SelectMany(name => ClassesIn(name, SplitNames[name]))]
            : [.. folders.Select(name => new ClassFolder(DataSplit.Train, name, name))];
    }

    /// <summary>Every class folder of every split, by split, then by name.</summary>
    public ImmutableArray<ClassFolder> Classes { get; }

    /// <summary>What was left out so far.</summary>
    public ImmutableArray<string> Problems => [.. _problems];

    /// <summary>Lists the pictures of the given classes.</summary>
    /// <param name="labels">The classes; folders of other names are reported and left out.</param>
    /// <returns>By split, class and file name; each its own group.</returns>
    /// <exception cref="DatasetFormatException">A class folder has no picture.</exception>
    public FaceSample[] Pictures(LabelSet labels)
    {
        Report(
            [.. Classes.Where(folder => labels.IndexOf(folder.Name) < 0).Select(folder => folder.Path)],
            $"class folders that {ImageFolderClasses.FileName} does not list");
        foreach (var split in Classes.GroupBy(folder => folder.Split))
        {
            Report(
                [.. labels.Names.Except(split.Select(folder => folder.Name), StringComparer.Ordinal)],
                $"classes without a folder in the {split.Key} split",
                "are absent there");
        }

        var (samples, ignored) = (new List<FaceSample>(), new List<string>());
        foreach (var folder in Classes.Where(folder => labels.IndexOf(folder.Name) >= 0)
            .OrderBy(folder => folder.Split).ThenBy(folder => labels.IndexOf(folder.Name)))
        {
            samples.AddRange(PicturesIn(folder, labels, ignored));
        }

        Report(ignored, "files or folders in class folders that are no pictures");
        return [.. samples];
    }

    private List<FaceSample> PicturesIn(ClassFolder folder, LabelSet labels, List<string> ignored)
    {
        var distribution = FaceSample.OneHot(labels.IndexOf(folder.Name), labels.Count);
        var samples = new List<FaceSample>();
        var full = Path.Combine(_root, folder.Path);
        foreach (var entry in Directory.EnumerateFileSystemEntries(full).Order(StringComparer.Ordinal))
        {
            var id = $"{folder.Path}/{Path.GetFileName(entry)}";
            if (PictureExtensions.Contains(Path.GetExtension(entry)) && File.Exists(entry))
            {
                samples.Add(new() { Id = id, Group = id, Split = folder.Split, LabelDistribution = distribution });
            }
            else
            {
                ignored.Add(id);
            }
        }

        return samples.Count > 0
            ? samples
            : throw new DatasetFormatException(
                $"The class folder '{full}' has no picture. Expected at least one file that ends in "
                + $"{string.Join(", ", PictureExtensions)}. Put pictures there, remove the folder, or leave the class "
                + $"out with a {ImageFolderClasses.FileName} in '{_root}'.");
    }

    private IEnumerable<ClassFolder> ClassesIn(string splitFolder, DataSplit split) =>
        FolderNames(Path.Combine(_root, splitFolder))
            .Select(name => new ClassFolder(split, name, $"{splitFolder}/{name}"));

    // Folders such as .git or .ipynb_checkpoints are made by tools and never classes.
    private static string[] FolderNames(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))
            .Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal),
    ];

    private void Report(List<string> names, string what, string consequence = "were left out")
    {
        if (names.Count > 0)
        {
            _problems.Add($"{names.Count} {what} {consequence}, such as {names[0]}.");
        }
    }

    /// <summary>One folder of pictures.</summary>
    /// <param name="Split">The part of the dataset.</param>
    /// <param name="Name">The class.</param>
    /// <param name="Path">Below the root, with forward slashes.</param>
    internal sealed record ClassFolder(DataSplit Split, string Name, string Path);
}
