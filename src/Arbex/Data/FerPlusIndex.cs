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
        var named = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var (missing, repeated) = (new List<string>(), new List<string>());
        foreach (var row in rows.Where(row => row.ImageName.Length > 0))
        {
            if (!named.TryAdd(row.ImageName, row.Votes))
            {
                repeated.Add(
                    row.Votes.SequenceEqual(named[row.ImageName])
                        ? row.ImageName
                        : throw Contradiction(list, name, row));
                continue;
            }

            if (!onDisk.Contains(row.ImageName))
            {
                missing.Add(row.ImageName);
            }
            else if (FerPlusLabels.Distribution(row.Votes, _rule) is { } distribution)
            {
                var id = $"{name}/{row.ImageName}";
                _samples.Add(new() { Id = id, Group = id, Split = row.Split, LabelDistribution = distribution });
            }
            else
            {
                Undecided++;
            }
        }

        // The published list repeats three training pictures with the same votes; each face still counts once.
        Report(repeated, $"of {name} are named once more in {list} with the same votes and count once");
        Report(missing, $"named in {list} are missing from {name} and were left out");
        Report(
            [.. onDisk.Where(file => IsPicture(file) && !named.ContainsKey(file)).Order(StringComparer.Ordinal)],
            $"in {name} have no line in {list} and were left out");
    }

    private static bool IsPicture(string file) =>
        Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase);

    private static DatasetFormatException Contradiction(string list, string name, FerPlusRow row) => new(
        $"{list} names the picture '{row.ImageName}' of {name} twice with different votes. Expected one line a "
        + "picture. Remove one of the lines or download the list again.");

    private void Report(List<string> files, string what)
    {
        if (files.Count > 0)
        {
            _problems.Add($"{files.Count} pictures {what}, such as {files[0]}.");
        }
    }
}
