namespace Arbex.Data.Readers;

/// <summary>Joins the votes of FER+ with the pictures on disk while a dataset is opened.</summary>
internal sealed class FerPlusPictures
{
    /// <summary>Why a picture with votes is no sample.</summary>
    public const string Undecided = "pictures whose votes are undecided, unknown or not a face";

    /// <summary>Why a line of the vote list has no picture.</summary>
    public const string Removed = "lines of pictures that the authors removed";

    private readonly DatasetFiles _files;
    private readonly FerPlusLabelRule _rule;
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, int> _leftOut = [];

    public FerPlusPictures(DatasetFiles files, FerPlusLabelRule rule) => (_files, _rule) = (files, rule);

    /// <summary>The samples so far, in the order of splits and rows.</summary>
    public SampleIndexBuilder Samples { get; } = new();

    /// <summary>What was odd so far.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What the protocol left out so far.</summary>
    public IReadOnlyDictionary<string, int> LeftOut => _leftOut;

    /// <summary>Adds the pictures of one split.</summary>
    /// <param name="folder">The split folder's name, the first part of every id.</param>
    /// <param name="rows">The votes on this split's pictures.</param>
    /// <param name="list">How messages call the vote list.</param>
    public void Add(string folder, IReadOnlyList<FerPlusRow> rows, string list)
    {
        // One listing instead of a look-up per row; it also keeps names that point outside the folder from being read.
        var onDisk = _files.Files(folder).ToHashSet(StringComparer.Ordinal);
        var named = rows.Where(row => row.ImageName.Length > 0).ToArray();
        var repeated = Repeated(named);
        Count(Removed, rows.Count - named.Length);

        var (missing, contradicting) = (new List<string>(), new List<string>());
        foreach (var row in named)
        {
            var times = 0;
            if (repeated.TryGetValue(row.ImageName, out var lines))
            {
                if (!row.Votes.SequenceEqual(lines.Votes))
                {
                    contradicting.Add(row.ImageName);
                    continue;
                }

                // The official list names three pictures twice alike; its counts include both lines, so both are samples.
                times = ++lines.Times;
            }

            var isRepeated = lines is { Alike: > 1 };

            if (!onDisk.Contains(row.ImageName))
            {
                missing.Add(row.ImageName);
            }
            else if (FerPlusLabels.Distribution(row.Votes, _rule) is { } distribution)
            {
                var name = times > 1 ? $"{row.ImageName}#{times}" : row.ImageName;
                Samples.Add(folder, name, row.Split, distribution, isRepeated ? $"{folder}/{row.ImageName}" : null);
            }
            else
            {
                Count(Undecided, 1);
            }
        }

        Report(contradicting, $"have a further line with other votes in {list}", "that line was left out");
        Report([.. repeated.Where(pair => pair.Value.Alike > 1).Select(pair => pair.Key)], $"are named in more than one line of {list}", "count for each");
        Report(missing, $"named in {list} are missing from {folder}");
        onDisk.ExceptWith(named.Select(row => row.ImageName));
        Report([.. onDisk.Where(IsPicture).Order(StringComparer.Ordinal)], $"in {folder} have no line in {list}");
    }

    /// <summary>The pictures that several lines name, and the votes that count.</summary>
    private static Dictionary<string, RepeatedLines> Repeated(FerPlusRow[] named)
    {
        var several = named.CountBy(row => row.ImageName).Where(pair => pair.Value > 1).Select(pair => pair.Key)
            .ToHashSet(StringComparer.Ordinal);
        return named.Where(row => several.Contains(row.ImageName)).GroupBy(row => row.ImageName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => RepeatedLines.Of([.. group]), StringComparer.Ordinal);
    }

    private static bool IsPicture(string file) =>
        Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase);

    private void Count(string reason, int count)
    {
        if (count > 0)
        {
            _leftOut[reason] = _leftOut.GetValueOrDefault(reason) + count;
        }
    }

    private void Report(List<string> files, string what, string consequence = "were left out")
    {
        if (files.Count > 0)
        {
            _problems.Add($"{files.Count} pictures {what} and {consequence}, such as {files[0]}.");
        }
    }

    /// <summary>Several lines of one picture: those with the votes of the first line that is a face.</summary>
    private sealed class RepeatedLines(int[] votes, int alike)
    {
        public int[] Votes { get; } = votes;

        /// <summary>How many lines have these votes.</summary>
        public int Alike { get; } = alike;

        /// <summary>How many of them were met.</summary>
        public int Times { get; set; }

        public static RepeatedLines Of(FerPlusRow[] lines)
        {
            var chosen = (Array.Find(lines, line => line.IsFace) ?? lines[0]).Votes;
            return new(chosen, lines.Count(line => line.Votes.SequenceEqual(chosen)));
        }
    }
}
