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
    public void Add(string name, string folder, IEnumerable<FerPlusRow> rows, string list)
    {
        // One listing instead of a look-up per row; it also keeps names that point outside the folder from being read.
        var onDisk = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file))
            .ToHashSet(StringComparer.Ordinal);
        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var row in rows.Where(row => row.ImageName.Length > 0))
        {
            // The official list names three pictures twice; its counts include both lines, so both are samples.
            var times = named[row.ImageName] = named.GetValueOrDefault(row.ImageName) + 1;
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

        Repeated([.. named.Where(pair => pair.Value > 1).Select(pair => pair.Key)], list);
        Report(missing, $"named in {list} are missing from {name}");
        Report(
            [.. onDisk.Where(file => IsPicture(file) && !named.ContainsKey(file)).Order(StringComparer.Ordinal)],
            $"in {name} have no line in {list}");
    }

    private void Repeated(List<string> files, string list)
    {
        if (files.Count > 0)
        {
            _problems.Add($"{files.Count} pictures are named in more than one line of {list} and count for each, such as "
                + $"{files[0]}.");
        }
    }

    private static bool IsPicture(string file) =>
        Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase);

    private void Report(List<string> files, string what)
    {
        if (files.Count > 0)
        {
            _problems.Add($"{files.Count} pictures {what} and were left out, such as {files[0]}.");
        }
    }
}
