using System.Globalization;

namespace Arbex.Data.Readers;

/// <summary>AffectNet as POSTER and others list it: text files with a picture's name and its code on each line.</summary>
/// <remarks>
/// The pictures are in <c>images</c> beside the list, or beside the list itself. For seven classes the list of eight is taken
/// where there is no other; never the other way round.
/// </remarks>
internal static class AffectNetLists
{
    private static readonly (string Folder, string Prefix, DataSplit Split)[] Sets =
    [
        ("train_set", "train", DataSplit.Train), ("valid_set", "valid", DataSplit.Valid), ("val_set", "val", DataSplit.Valid),
    ];

    /// <summary>Adds the samples of this layout; false where it is not there.</summary>
    public static bool TryRead(DatasetFiles files, AffectNetSamples samples)
    {
        var present = new PresentFiles(files);
        var found = false;
        foreach (var (folder, prefix, split) in Sets)
        {
            var list = new[] { samples.Labels.Count, 8 }.Select(classes => $"{folder}/{prefix}_annotations_{classes}class.txt")
                .Select(files.FindFile).OfType<string>().FirstOrDefault();
            if (list is not null)
            {
                found = true;
                Add(files, list, list[..list.LastIndexOf('/')], split, present, samples);
            }
        }

        return found;
    }

    private static void Add(
        DatasetFiles files, string list, string folder, DataSplit split, PresentFiles present, AffectNetSamples samples)
    {
        var odd = new OddLines(samples.Problems, $"lines of {list} are not understood");
        var number = 0;
        foreach (var line in files.Lines(list).Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            var place = string.Create(CultureInfo.InvariantCulture, $"{files.FullPath(list)}, line {number}");
            if (!odd.TryRead(() => Parsed(line, place), out var parsed) || !samples.Keeps(parsed.Code))
            {
                continue;
            }

            var (name, code) = parsed;

            var path = new[] { $"{folder}/images/{name}", $"{folder}/{name}" }.FirstOrDefault(present.Contains);
            if (path is null)
            {
                samples.Problems.Add($"pictures named in {list} are missing", name);
            }
            else
            {
                samples.Add(path, split, code);
            }
        }

        odd.Check();
    }

    private static (string Name, int Code) Parsed(string line, string place) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var name, var text]
            ? (name, AffectNetSamples.Code(text, place))
            : throw new DatasetFormatException(
                $"{place}: '{line}' is not understood. Expected a picture's name and a code, such as 12.jpg 3. Repair the line.");
}
