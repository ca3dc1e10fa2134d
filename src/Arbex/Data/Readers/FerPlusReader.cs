using System.Collections.Immutable;

namespace Arbex.Data.Readers;

/// <summary>FER+: the 48x48 grey faces of FER2013 with ten votes each.</summary>
/// <remarks>
/// Layout as published with the labels: <c>FER2013Train</c>, <c>FER2013Valid</c> and <c>FER2013Test</c> with PNG
/// files (any of them may be absent), and either <c>fer2013new.csv</c> beside them or a <c>label.csv</c> in each;
/// where both exist, the former counts. Barsoum et al., ICMI 2016, arXiv:1608.01041. No identities are known, so
/// every picture is its own group, and people may occur in several splits. The published list has two equal lines
/// for three training pictures; published counts include both, and so do the samples, as two of one group. It has two different
/// lines for one test picture, of which the second means "not a face": the first line that is a face counts.
/// </remarks>
internal static class FerPlusReader
{
    private const string VoteFile = "fer2013new.csv";
    private const string SplitVoteFile = "label.csv";

    private static readonly (DataSplit Split, string Folder)[] Splits =
    [
        (DataSplit.Train, "FER2013Train"), (DataSplit.Valid, "FER2013Valid"), (DataSplit.Test, "FER2013Test"),
    ];

    /// <summary>Where the folders lie: the published repository has them in <c>data</c> and the list beside it.</summary>
    private static readonly string[] Bases = ["", "data/", "FERPlus/data/"];

    public static DatasetKind Kind { get; } = new(
        "ferplus",
        "FER+, the faces of FER2013 with votes",
        $"Expected a folder with {VoteFile} and at least one of "
        + $"{string.Join(", ", Splits.Select(split => split.Folder))}.",
        Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        if (!Enum.IsDefined(options.LabelRule))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LabelRule, "There is no such label rule.");
        }

        var basis = Bases.FirstOrDefault(basis => Splits.Any(split => files.FindFolder(basis + split.Folder) is not null));
        (DataSplit Split, string Folder)[] present =
        [
            .. Splits.Select(split => (split.Split, Folder: files.FindFolder(basis + split.Folder)!))
                .Where(split => split.Folder is not null),
        ];
        if (present.Length == 0)
        {
            throw new DatasetFormatException(
                $"The folder '{files.Root}' has no FER+ split folder. {Kind.Expected} Unpack FER+ there or correct the "
                + "path.")
            {
                IsLayoutMissing = true,
            };
        }

        var pictures = new FerPlusPictures(files, options.LabelRule);
        var problems = new ProblemList();
        var list = files.FindFile(VoteFile) ?? files.FindFile(basis + VoteFile);
        var all = list is not null
            ? Rows(list, odd => FerPlusVotes.ReadAll(files, list, odd), problems).ToLookup(row => row.Split)
            : null;
        foreach (var (split, folder) in present)
        {
            if (all is not null)
            {
                pictures.Add(folder, [.. all[split]], list!);
            }
            else
            {
                var votes = SplitVotes(files, folder);
                pictures.Add(folder, Rows(votes, odd => FerPlusVotes.ReadSplit(files, votes, split, odd), problems), votes);
            }
        }

        return Index(files, options.LabelRule, pictures, problems);
    }

    /// <summary>The lines of a list that are understood; the others are counted.</summary>
    private static FerPlusRow[] Rows(string list, Func<OddLines, IEnumerable<FerPlusRow>> read, ProblemList problems)
    {
        var odd = new OddLines(problems, $"lines of {list} are not understood");
        var rows = read(odd).Where(row => !row.IsOdd).ToArray();
        odd.Check();
        return rows;
    }

    private static DatasetIndex Index(
        DatasetFiles files, FerPlusLabelRule rule, FerPlusPictures pictures, ProblemList problems)
    {
        var index = new DatasetIndex
        {
            Name = $"FER+ ({RuleName(rule)})",
            Labels = LabelSet.FerPlus,
            Samples = pictures.Samples.Build(),
            Problems = [.. pictures.Problems, .. problems.Sentences()],
            LeftOut = pictures.LeftOut.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        return index.Samples.Count > 0
            ? index
            : throw new DatasetFormatException(
                $"Not one usable picture was found below '{files.Root}': "
                + string.Join(' ', index.LeftOut.Select(pair => $"{pair.Value} {pair.Key}.").Concat(index.Problems))
                + " Expected PNG files named as in the vote list, such as FER2013Train/fer0000000.png. Unpack the "
                + "pictures there.");
    }

    private static string SplitVotes(DatasetFiles files, string folder)
    {
        return files.FindFile($"{folder}/{SplitVoteFile}")
            ?? throw new DatasetFormatException(
                $"'{files.FullPath(folder)}' has no votes. Expected {VoteFile} in '{files.Root}', or {SplitVoteFile} "
                + $"in the split folder. Copy {VoteFile}, published with FER+, into '{files.Root}'.");
    }

    /// <summary>How names of datasets and messages call a rule.</summary>
    internal static string RuleName(FerPlusLabelRule rule) => rule switch
    {
        FerPlusLabelRule.MultiTarget => "multi-target",
        FerPlusLabelRule.RawVotes => "raw votes",
        _ => rule.ToString().ToLowerInvariant(),
    };
}
