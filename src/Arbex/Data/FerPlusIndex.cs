using System.Collections.Immutable;

namespace Arbex.Data;

/// <summary>Joins the votes of FER+ with the pictures on disk while a dataset is opened.</summary>
internal sealed class FerPlusIndex
{
    private readonly FerPlusLabelRule _rule;
    private readonly List<FaceSample> _samples = [];
    private readonly List<string> _problems = [];

    public FerPlusIndex(FerPlusLabelRule rule) => _rule = rule;

    /// <summary>The samples so far, in the order of splits and rows.</summary>
    public IReadOnlyList<FaceSample> Samples => _samples;

    /// <summary>What was left out so far.</summary>
    public ImmutableArray<string> Problems => [.. _problems];

    /// <summary>Pictures that the rule dropped so far.</summary>
    public int Undecided { get; private set; }

    /// <summary>Adds the pictures of one split.</summary>
    /// <param name="name">The split folder's name, the first part of every id.</param>
    /// <param name="folder">The split folder.</param>
    /// <param name="rows">The votes on this split's pictures.</param>
    /// <param name="list">How messages call the vote list.</param>
    /// <exception cref="DatasetFormatException">A picture is named twice with different votes.</exception>
    public void Add(string name, string folder, IEnumerable<FerPlusRow> rows, string list)
    {
        // One listing instead of a look-up per row; it also keeps names that point outside the folder from being read.
        var onDisk = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file))
            .ToHashSet(StringComparer.Ordinal);
        var named = new Dictionary<string, (int[] Votes, int Times)>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var row in rows.Where(row => row.ImageName.Length > 0))
        {
            // The official list names three pictures twice; its counts include both lines, so both are samples.
            var (votes, times) = named.GetValueOrDefault(row.ImageName, (row.Votes, 0));
            named[row.ImageName] = (votes, ++times);
            if (!row.Votes.SequenceEqual(votes))
            {
                throw new DatasetFormatException(
                    $"{list} names the picture '{row.ImageName}' of {name} twice with different votes. Expected the "
                    + "same votes in each line. Remove one of the lines or download the list again.");
            }

            if (!onDisk.Contains(row.ImageName))
            {
                missing.Add(row.ImageName);
            }
            else if (FerPlusLabels.Distribution(row.Votes, _rule) is { } distribution)
            {
                var file = $"{name}/{row.ImageName}";
                var id = times == 1 ? file : $"{file}#{times}";
                _samples.Add(new() { Id = id, Group = file, Split = row.Split, LabelDistribution = distribution });
            }
            else
            {
                Undecided++;
            }
        }

        Report(
            [.. named.Where(pair => pair.Value.Times > 1).Select(pair => pair.Key)],
            $"are named in more than one line of {list}",
            "count for each");
        Report(missing, $"named in {list} are missing from {name}");
        Report(
            [.. onDisk.Where(file => IsPicture(file) && !named.ContainsKey(file)).Order(StringComparer.Ordinal)],
            $"in {name} have no line in {list}");
    }

    private static bool IsPicture(string file) =>
        Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase);

    private void Report(List<string> files, string what, string consequence = "were left out")
    {
        if (files.Count > 0)
        {
            _problems.Add($"{files.Count} pictures {what} and {consequence}, such as {files[0]}.");
        }
    }
}
