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
    /// <exception cref="DatasetFormatException">A picture is named twice with different votes.</exception>
    public void Add(string folder, IReadOnlyList<FerPlusRow> rows, string list)
    {
        // One listing instead of a look-up per row; it also keeps names that point outside the folder from being read.
        var onDisk = _files.Files(folder).ToHashSet(StringComparer.Ordinal);
        var named = rows.Where(row => row.ImageName.Length > 0).ToArray();
        var repeated = named.CountBy(row => row.ImageName).Where(pair => pair.Value > 1)
            .ToDictionary(pair => pair.Key, _ => (Votes: (int[]?)null, Times: 0), StringComparer.Ordinal);
        Count(Removed, rows.Count - named.Length);

        var missing = new List<string>();
        foreach (var row in named)
        {
            // The official list names three pictures twice; its counts include both lines, so both are samples.
            var (votes, times) = repeated.GetValueOrDefault(row.ImageName);
            if (votes is not null && !row.Votes.SequenceEqual(votes))
            {
                throw new DatasetFormatException(
                    $"{list} names the picture '{row.ImageName}' of {folder} twice with different votes. Expected the "
                    + "same votes in each line. Remove one of the lines or download the list again.");
            }

            var isRepeated = repeated.ContainsKey(row.ImageName);
            if (isRepeated)
            {
                repeated[row.ImageName] = (row.Votes, ++times);
            }

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

        Report([.. repeated.Keys], $"are named in more than one line of {list}", "count for each");
        Report(missing, $"named in {list} are missing from {folder}");
        onDisk.ExceptWith(named.Select(row => row.ImageName));
        Report([.. onDisk.Where(IsPicture).Order(StringComparer.Ordinal)], $"in {folder} have no line in {list}");
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
}
