using System.Collections.Immutable;
using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>CK+ as cut to 48x48: 981 last frames of 118 subjects in one folder a class.</summary>
/// <remarks>
/// <code>
/// CK+48/happy/S010_004_00000017.png        or the class folders directly
/// ckextended.csv                           emotion, pixels, Usage; with neutral, without subjects
/// </code>
/// The folders go first; their group is the subject, and all samples are for training, since there is no official split.
/// Three frames of each sequence are near-duplicates: divide by subject (<c>kfold:10:0</c>), never at random.
/// </remarks>
internal static class Ck48Reader
{
    private const string List = "ckextended.csv";

    private static readonly string[] Bases = ["", "CK+48", "CK+/CK+48"];

    private static readonly LabelSet ListLabels =
        new("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral", "contempt");

    public static DatasetKind Kind { get; } = new(
        "ck48", "CK+ 48x48", $"Expected a folder with class folders such as CK+48/happy, or with {List}.", Read)
    {
        Attach = (root, index) =>
            PixelListDataset.Holds(index) ? new PixelListDataset(root, index) : new FolderDataset(root, index),
    };

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        var labels = KnownLabelSets.Ck48;
        var classes = new ClassFolders(labels)
        {
            CodeOf = name => ClassNames.IndexOf(name, labels, firstCode: 0),
            GroupOf = SubjectName.Of,
        };
        var basis = Bases.Select(folder => folder.Length == 0 ? folder : files.FindFolder(folder)).OfType<string>()
            .FirstOrDefault(folder => classes.In(files, folder).Any(pair => pair.Code != ClassFolders.Unknown));
        if (basis is null)
        {
            var problems = new ProblemList();
            return files.FindFile(List) is { } list
                ? new DatasetIndex
                {
                    Name = $"CK+ 48x48 ({List})",
                    Labels = ListLabels,
                    Samples = PixelListSamples.Read(files, list, ListLabels, problems),
                    Problems = problems.Sentences(),
                }
                : throw new DatasetFormatException(
                    $"'{files.Root}' has no class folders and no {List}. {Kind.Expected} Pass the folder that contains them.")
                {
                    IsLayoutMissing = true,
                };
        }

        classes.Add(files, basis, DataSplit.Train);
        return new DatasetIndex
        {
            Name = "CK+ 48x48",
            Labels = labels,
            Samples = classes.Samples.Count > 0 ? classes.Samples.Build() : throw new DatasetFormatException(
                $"The class folders in '{files.FullPath(basis)}' have no picture. {Kind.Expected} Unpack the pictures there."),
            Problems = classes.Problems.Sentences(),
            LeftOut = classes.LeftOut.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }
}
