using System.Collections.Immutable;
using Arbex.Imaging;

namespace Arbex.Data.Readers;

/// <summary>Finds the split folders, class folders and pictures below a root.</summary>
internal sealed class ImageFolderScan
{
    private readonly DatasetFiles _files;
    private readonly List<string> _problems = [];

    /// <summary>Looks at the folders below a root.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <exception cref="DatasetFormatException">Two folders stand for one split.</exception>
    public ImageFolderScan(DatasetFiles files)
    {
        _files = files;
        var folders = files.Folders("");
        var splits = folders.Where(name => SplitFolders.SplitOf(name) is not null).ToArray();
        var twice = splits.GroupBy(name => SplitFolders.SplitOf(name)!.Value).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new DatasetFormatException(
                $"'{files.Root}' has the folders {string.Join(" and ", twice)}, which both mean the {twice.Key} split. "
                + "Expected one folder a split. Remove or merge one of them.");
        }

        Report([.. folders.Except(splits).Where(_ => splits.Length > 0)], "folders beside the split folders");
        Classes = splits.Length > 0
            ? [.. SplitFolders.In(files, "").SelectMany(part => ClassesIn(part.Path, part.Split))]
            : [.. folders.Select(name => new ClassFolder(DataSplit.Train, name, name))];
    }

    /// <summary>Every class folder of every split, by split, then by name.</summary>
    public ImmutableArray<ClassFolder> Classes { get; }

    /// <summary>What was left out so far.</summary>
    public ImmutableArray<string> Problems => [.. _problems];

    /// <summary>Lists the pictures of the given classes.</summary>
    /// <param name="labels">The classes; folders of other names are reported and left out.</param>
    /// <param name="groups">Which video or subject a picture shows.</param>
    /// <returns>By split, class and file name.</returns>
    /// <exception cref="DatasetFormatException">A class folder has no picture.</exception>
    public SampleIndex Pictures(LabelSet labels, ImageFolderGroups groups)
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

        var (builder, ignored, unreadable) = (new SampleIndexBuilder(), new List<string>(), new ProblemList());
        var oneHot = FaceSample.OneHots(labels.Count);
        foreach (var (folder, label) in Classes.Select(folder => (Folder: folder, Label: labels.IndexOf(folder.Name)))
            .Where(pair => pair.Label >= 0).OrderBy(pair => pair.Folder.Split).ThenBy(pair => pair.Label))
        {
            var before = builder.Count;
            foreach (var name in _files.Files(folder.Path))
            {
                if (PictureFiles.IsPicture(name))
                {
                    builder.Add(folder.Path, name, folder.Split, oneHot[label], groups.GroupOf(folder.Path, name));
                }
                else if (!PictureFiles.ReportUnreadable(unreadable, folder.Path, name))
                {
                    ignored.Add($"{folder.Path}/{name}");
                }
            }

            ignored.AddRange(_files.Folders(folder.Path).Select(name => $"{folder.Path}/{name}"));
            RefuseEmpty(folder, builder.Count - before, !unreadable.IsEmpty);
        }

        _problems.AddRange(unreadable.Sentences());
        Report(ignored, "files or folders in class folders that are no pictures");
        return builder.Build();
    }

    private void RefuseEmpty(ClassFolder folder, int pictures, bool unreadable)
    {
        if (pictures == 0)
        {
            throw new DatasetFormatException(
                $"The class folder '{_files.FullPath(folder.Path)}' has no picture"
                + (unreadable ? ", only some in formats that cannot be read (HEIC, AVIF and the like)" : "")
                + $". Expected at least one file that ends in {string.Join(", ", PictureEndings.Pictures)}. Put pictures there, remove the folder, or leave "
                + $"the class out with a {ImageFolderClasses.FileName} in '{_files.Root}'.");
        }
    }

    private IEnumerable<ClassFolder> ClassesIn(string splitFolder, DataSplit split) =>
        _files.Folders(splitFolder).Select(name => new ClassFolder(split, name, $"{splitFolder}/{name}"));

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
