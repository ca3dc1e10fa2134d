using System.Collections.Immutable;
using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>RAF-DB as most copies have it: one folder a class, named by the code 1 to 7, by the expression or by both.</summary>
internal static class RafDbFolders
{
    /// <summary>Reads the folders; null where there are none.</summary>
    public static DatasetIndex? TryRead(DatasetFiles files)
    {
        var classes = new ClassFolders(KnownLabelSets.RafDb)
        {
            CodeOf = name => ClassNames.IndexOf(name, KnownLabelSets.RafDb, firstCode: 1),
            SplitOf = (file, split) => split ?? (RafDbList.IsTest(file) ? DataSplit.Test : DataSplit.Train),
        };
        (string Path, DataSplit? Split)[] parts =
        [
            .. SplitFolders.In(files, "").Select(part => (part.Path, (DataSplit?)part.Split)).Where(part => HasClasses(part.Path)),
        ];
        parts = parts.Length > 0 ? parts : HasClasses("") ? [("", null)] : [];
        foreach (var (path, split) in parts)
        {
            RefuseOtherCodes(files, path);
            classes.Add(files, path, split);
        }

        return parts.Length == 0 ? null : new DatasetIndex
        {
            Name = "RAF-DB (folders)",
            Labels = KnownLabelSets.RafDb,
            Samples = classes.Samples.Count > 0 ? classes.Samples.Build() : throw new DatasetFormatException(
                $"The class folders in '{files.Root}' have no picture. {RafDbReader.Kind.Expected} Unpack the pictures there."),
            Problems = classes.Problems.Sentences(),
            LeftOut = classes.LeftOut.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };

        bool HasClasses(string path) => classes.In(files, path).Any(pair => pair.Code != ClassFolders.Unknown);
    }

    private static void RefuseOtherCodes(DatasetFiles files, string path)
    {
        int[] numbers = [.. files.Folders(path).Select(ClassNames.Number).OfType<int>()];
        if (numbers.Contains(0))
        {
            throw new DatasetFormatException(
                $"'{files.FullPath(path)}' has class folders that begin at 0. Expected RAF-DB's codes, 1 (surprise) to 7 (neutral): which "
                + "expressions 0 to 6 mean is not known. Rename the folders by their codes or expressions.");
        }

        if (numbers.Any(number => number > KnownLabelSets.RafDb.Count && number <= 11))
        {
            throw RafDbReader.Compound($"'{files.FullPath(path)}'");
        }
    }
}
