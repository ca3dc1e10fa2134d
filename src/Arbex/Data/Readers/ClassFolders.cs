using System.Collections.Immutable;

namespace Arbex.Data.Readers;

/// <summary>Reads pictures that are sorted into one folder a class, whose names say the class.</summary>
internal sealed class ClassFolders
{
    /// <summary>What <see cref="CodeOf"/> gives for a folder that is no class.</summary>
    public const int Unknown = -1;

    private readonly ImmutableArray<float>[] _oneHot;

    public ClassFolders(LabelSet labels) => _oneHot = FaceSample.OneHots(labels.Count);

    /// <summary>
    /// The class of a folder's name: an index, <see cref="Unknown"/>, or beyond the last class for one that is left out.
    /// </summary>
    public required Func<string, int> CodeOf { get; init; }

    /// <summary>The group of a file's name; null where each picture is its own.</summary>
    public Func<string, string?> GroupOf { get; init; } = _ => null;

    /// <summary>The part of a picture, from its name and the part of its folder; by default that of the folder.</summary>
    public Func<string, DataSplit?, DataSplit> SplitOf { get; init; } = (_, split) => split ?? DataSplit.Train;

    public SampleIndexBuilder Samples { get; } = new();

    public ProblemList Problems { get; } = new();

    public SortedDictionary<string, int> LeftOut { get; } = new(StringComparer.Ordinal);

    /// <summary>The class folders directly in a folder, by class.</summary>
    public (string Name, int Code)[] In(DatasetFiles files, string folder) =>
        [.. files.Folders(folder).Select(name => (Name: name, Code: CodeOf(name))).OrderBy(pair => pair.Code)];

    /// <summary>Adds the pictures of the class folders directly in a folder, by class and file name.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="folder">Below it; "" is the root.</param>
    /// <param name="split">The part that they belong to; null where the folder says none.</param>
    public void Add(DatasetFiles files, string folder, DataSplit? split)
    {
        foreach (var (name, code) in In(files, folder))
        {
            var path = folder.Length == 0 ? name : $"{folder}/{name}";
            if (code == Unknown)
            {
                Problems.Add("folders are not named as a class", path);
                continue;
            }

            foreach (var file in files.Files(path))
            {
                AddFile($"{path}/{file}", file, name, code, split);
            }
        }
    }

    private void AddFile(string id, string file, string folder, int code, DataSplit? split)
    {
        if (file.StartsWith('.'))
        {
            return; // made by tools, such as .DS_Store
        }

        if (PictureFiles.ReportUnreadable(Problems, id[..^(file.Length + 1)], file))
        {
            return;
        }

        if (!PictureFiles.IsPicture(file))
        {
            Problems.Add("files in class folders are no pictures", id);
        }
        else if (code >= _oneHot.Length)
        {
            var reason = $"pictures of the class folder {folder}";
            LeftOut[reason] = LeftOut.GetValueOrDefault(reason) + 1;
        }
        else
        {
            Samples.Add(id, SplitOf(file, split), _oneHot[code], GroupOf(file));
        }
    }
}
