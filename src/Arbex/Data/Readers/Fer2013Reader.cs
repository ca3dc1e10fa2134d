using System.Collections.Immutable;
using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>FER2013: 35,887 grey 48x48 faces found on the web; 28,709 to train on, 3,589 to choose by, 3,589 to test on.</summary>
/// <remarks>
/// Goodfellow et al., ICONIP 2013, arXiv:1307.0414. Either the list as published, with pictures inside, or folders as made
/// from it:
/// <code>
/// fer2013.csv or icml_face_data.csv        emotion, pixels, Usage in any order
/// train/happy/*.jpg, test/happy/*.jpg      also valid, PublicTest, PrivateTest, Training and the like; codes as names
/// </code>
/// The list goes first. Its usages Training, PublicTest and PrivateTest are train, valid and test. No identities are
/// known, so every picture is its own group.
/// </remarks>
internal static class Fer2013Reader
{
    private static readonly string[] Lists =
        ["fer2013.csv", "icml_face_data.csv", "fer2013/fer2013.csv", "fer2013/fer2013/fer2013.csv"];

    public static DatasetKind Kind { get; } = new(
        "fer2013", "FER2013", "Expected a folder with fer2013.csv, or with train and test folders of one folder a class.", Read)
    {
        Attach = (root, index) =>
            PixelListDataset.Holds(index) ? new PixelListDataset(root, index) : new FolderDataset(root, index),
    };

    /// <summary>The list of a folder, or null where there is none.</summary>
    public static string? List(DatasetFiles files) => Lists.Select(files.FindFile).OfType<string>().FirstOrDefault();

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        if (List(files) is not { } list)
        {
            return ReadFolders(files);
        }

        var problems = new ProblemList();
        return new DatasetIndex
        {
            Name = "FER2013",
            Labels = KnownLabelSets.Fer2013,
            Samples = PixelListSamples.Read(files, list, KnownLabelSets.Fer2013, problems),
            Problems = problems.Sentences(),
        };
    }

    private static DatasetIndex ReadFolders(DatasetFiles files)
    {
        var labels = KnownLabelSets.Fer2013;
        var classes = new ClassFolders(labels)
        {
            CodeOf = name => ClassNames.IndexOf(name, labels, firstCode: 0),
        };
        foreach (var (folder, split) in SplitFolders.In(files, ""))
        {
            classes.Add(files, folder, split);
        }

        return classes.Samples.Count > 0
            ? new DatasetIndex
            {
                Name = "FER2013 (folders)",
                Labels = labels,
                Samples = classes.Samples.Build(),
                Problems = classes.Problems.Sentences(),
                LeftOut = classes.LeftOut.ToImmutableSortedDictionary(StringComparer.Ordinal),
            }
            : throw new DatasetFormatException(
                $"'{files.Root}' has no fer2013.csv and no picture in train/<class>. {Kind.Expected} Pass the folder that contains "
                + "them.")
            {
                IsLayoutMissing = true,
            };
    }
}
