using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>RAF-DB, the basic expressions: 12,271 training and 3,068 test faces found on the web.</summary>
/// <remarks>
/// Li, Deng and Du, CVPR 2017. Layout as published, or as copies have it:
/// <code>
/// EmoLabel/list_patition_label.txt            "train_00001.jpg 5", spelt so
/// Image/aligned/train_00001_aligned.jpg       or Image/original/train_00001.jpg
/// train/1/train_00001_aligned.jpg             folders 1 to 7, also named as "1 Surprise" or "surprise"
/// </code>
/// The folder given may also be the one that contains <c>basic</c> or <c>raf-basic</c>. Codes 1 to 7 are surprise,
/// fear, disgust, happiness, sadness, anger, neutral. No identities are known, so every picture is its own group.
/// </remarks>
internal static class RafDbReader
{
    private static readonly string[] Bases = ["", "basic/", "raf-basic/", "RAF-DB/basic/", "RAF-DB/"];

    private static readonly string[] Lists = ["EmoLabel/list_patition_label.txt", "EmoLabel/list_partition_label.txt"];

    public static DatasetKind Kind { get; } = new(
        "rafdb",
        "RAF-DB (basic)",
        $"Expected a folder with {Lists[0]} and Image/aligned or Image/original, or with the folders 1 to 7 in train and test.",
        Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        foreach (var (basis, name) in Bases.SelectMany(basis => Lists.Select(list => (basis, list))))
        {
            if (files.FindFile(basis + name) is { } list)
            {
                return RafDbList.Read(files, list);
            }
        }

        return RafDbFolders.TryRead(files) ?? throw new DatasetFormatException(
            $"'{files.Root}' has no {Lists[0]} and no folders 1 to 7. {Kind.Expected} Pass the folder that contains EmoLabel.")
        {
            IsLayoutMissing = true,
        };
    }

    /// <summary>The error about the other part of RAF-DB.</summary>
    /// <param name="place">Where its codes were found.</param>
    public static DatasetFormatException Compound(string place) => new(
        $"{place} has codes above {KnownLabelSets.RafDb.Count}: this is RAF-DB compound, with 11 pairs of expressions. Expected RAF-DB "
        + $"basic, with the codes 1 to {KnownLabelSets.RafDb.Count}. Pass the folder 'basic', or read compound expressions as "
        + "'manifest' or 'imagefolder'.");
}
