using System.Globalization;

namespace Arbex.Data.Readers;

/// <summary>RAF-DB, the basic expressions: 12,271 training and 3,068 test faces found on the web.</summary>
/// <remarks>
/// Li, Deng and Du, CVPR 2017. Layout as published:
/// <code>
/// EmoLabel/list_patition_label.txt            "train_00001.jpg 5", spelt so
/// Image/aligned/train_00001_aligned.jpg       or Image/original/train_00001.jpg
/// </code>
/// The folder given may also be the one that contains <c>basic</c> or <c>raf-basic</c>. Codes 1 to 7 are surprise,
/// fear, disgust, happiness, sadness, anger, neutral. No identities are known, so every picture is its own group.
/// </remarks>
internal static class RafDbReader
{
    private const string List = "EmoLabel/list_patition_label.txt";

    private static readonly string[] Bases = ["", "basic/", "raf-basic/"];

    private static readonly LabelSet Labels =
        new("surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral");

    public static DatasetKind Kind { get; } = new(
        "rafdb", "RAF-DB (basic)", $"Expected a folder with {List} and Image/aligned or Image/original.", Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        var basis = Bases.FirstOrDefault(folder => files.HasFile(folder + List))
            ?? throw new DatasetFormatException(
                $"'{files.Root}' has no {List}. {Kind.Expected} Pass the folder that contains EmoLabel.");
        var aligned = files.Files($"{basis}Image/aligned").Where(file => PictureFiles.IsPicture(file)).ToHashSet(StringComparer.Ordinal);
        var original = aligned.Count > 0 ? [] : files.Files($"{basis}Image/original").ToHashSet(StringComparer.Ordinal);
        var (folder, present) = aligned.Count > 0 ? ("aligned", aligned) : ("original", original);
        var oneHot = FaceSample.OneHots(Labels.Count);

        var problems = new ProblemList();
        var builder = new SampleIndexBuilder();
        var number = 0;
        foreach (var line in files.Lines(basis + List))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (name, label) = Parse(files.FullPath(basis + List), number, line);
            var file = folder == "aligned" ? $"{Path.GetFileNameWithoutExtension(name)}_aligned.jpg" : name;
            if (present.Remove(file))
            {
                var split = name.StartsWith("train_", StringComparison.Ordinal) ? DataSplit.Train : DataSplit.Test;
                builder.Add($"{basis}Image/{folder}/{file}", split, oneHot[label]);
            }
            else
            {
                problems.Add($"pictures named in {List} are missing from Image/{folder}", file);
            }
        }

        foreach (var file in present.Order(StringComparer.Ordinal))
        {
            problems.Add($"files in Image/{folder} have no line in {List}", file);
        }

        if (builder.Count == 0)
        {
            throw new DatasetFormatException(
                $"'{files.Root}' has none of the pictures that {List} names. {Kind.Expected} Unpack the pictures beside the list.");
        }

        return new DatasetIndex
        {
            Name = $"RAF-DB ({folder})",
            Labels = Labels,
            Samples = builder.Build(),
            Problems = problems.Sentences(),
        };
    }

    private static (string Name, int Label) Parse(string path, int number, string line)
    {
        var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var split = parts[0].StartsWith("train_", StringComparison.Ordinal) || parts[0].StartsWith("test_", StringComparison.Ordinal);
        return parts.Length == 2 && split
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && code >= 1 && code <= Labels.Count
            ? (parts[0], code - 1)
            : throw new DatasetFormatException(
                $"{path}, line {number}: '{line}' is not understood. Expected a name such as train_00001.jpg and a code "
                + $"from 1 to {Labels.Count}. Repair the line or download the list again.");
    }
}
