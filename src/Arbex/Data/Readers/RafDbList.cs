using System.Globalization;
using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>RAF-DB as published: a list, and the pictures in folders beside it.</summary>
internal static class RafDbList
{
    private const string AlignedEnding = "_aligned";

    /// <summary>The number of classes of RAF-DB compound.</summary>
    private const int CompoundClasses = 11;

    /// <summary>One in so many lines with a code of compound expressions is a mistake, more are the other list.</summary>
    private const int RareLines = 100;

    /// <summary>Reads a list and finds its pictures.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="list">The list below it, two folders deep or deeper: "EmoLabel/list_patition_label.txt".</param>
    public static DatasetIndex Read(DatasetFiles files, string list)
    {
        var problems = new ProblemList();
        var basis = list.Split('/')[..^2];
        var (folder, present) = Pictures(files, string.Join('/', [.. basis, "Image/aligned"]), problems);
        if (present.Count == 0)
        {
            (folder, present) = Pictures(files, string.Join('/', [.. basis, "Image/original"]), problems);
        }

        var builder = new SampleIndexBuilder();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var oneHot = FaceSample.OneHots(KnownLabelSets.RafDb.Count);
        foreach (var (name, label) in Lines(files, list, problems))
        {
            var stem = Path.GetFileNameWithoutExtension(name);
            if (!taken.Add(stem))
            {
                problems.Add($"lines of {list} name a picture that an earlier line named", name);
            }
            else if (present.Remove(stem, out var file))
            {
                builder.Add($"{folder}/{file}", IsTraining(name) ? DataSplit.Train : DataSplit.Test, oneHot[label]);
            }
            else
            {
                problems.Add($"pictures named in {list} are missing from {folder}", name);
            }
        }

        foreach (var file in present.Values.Order(StringComparer.Ordinal))
        {
            problems.Add($"files in {folder} have no line in {list}", file);
        }

        return builder.Count > 0
            ? new DatasetIndex
            {
                Name = $"RAF-DB ({Path.GetFileName(folder).ToLowerInvariant()})",
                Labels = KnownLabelSets.RafDb,
                Samples = builder.Build(),
                Problems = problems.Sentences(),
            }
            : throw new DatasetFormatException(
                $"'{files.Root}' has none of the pictures that {list} names. {RafDbReader.Kind.Expected} Unpack the pictures beside the "
                + "list.");
    }

    /// <summary>Whether a name is one of the training part, such as train_00001.jpg.</summary>
    public static bool IsTraining(string name) => name.StartsWith("train_", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name is one of the test part, such as test_0001.jpg.</summary>
    public static bool IsTest(string name) => name.StartsWith("test_", StringComparison.OrdinalIgnoreCase);

    private static (string Folder, Dictionary<string, string> Present) Pictures(DatasetFiles files, string published, ProblemList problems)
    {
        var folder = files.FindFolder(published) ?? published;
        var present = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.Files(folder))
        {
            var stem = Path.GetFileNameWithoutExtension(file);
            stem = stem.EndsWith(AlignedEnding, StringComparison.OrdinalIgnoreCase) ? stem[..^AlignedEnding.Length] : stem;
            if (!PictureFiles.IsPicture(file))
            {
                PictureFiles.ReportUnreadable(problems, folder, file);
            }
            else if (!present.TryAdd(stem, file))
            {
                problems.Add("pictures have the name of another one but for the ending", $"{folder}/{file}");
            }
        }

        return (folder, present);
    }

    private static List<(string Name, int Label)> Lines(DatasetFiles files, string list, ProblemList problems)
    {
        var path = files.FullPath(list);
        var odd = new OddLines(problems, $"lines of {list} are not understood");
        var lines = new List<(string, int)>();
        var (number, compound) = (0, 0);
        foreach (var line in files.Lines(list))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (name, code) = Parts(line);
            compound += code > KnownLabelSets.RafDb.Count && code <= CompoundClasses ? 1 : 0;
            if ((IsTraining(name) || IsTest(name)) && code >= 1 && code <= KnownLabelSets.RafDb.Count)
            {
                lines.Add((name, code - 1));
                odd.Good();
            }
            else
            {
                odd.Add(new DatasetFormatException(
                    $"{path}, line {number}: '{line}' is not understood. Expected a name such as train_00001.jpg and a code "
                    + $"from 1 to {KnownLabelSets.RafDb.Count}. Repair the line or download the list again."));
            }
        }

        if (compound * RareLines > lines.Count)
        {
            throw RafDbReader.Compound(path);
        }

        odd.Check();
        return lines;
    }

    private static (string Name, int Code) Parts(string line)
    {
        var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? (parts[0], code)
            : ("", 0);
    }
}
