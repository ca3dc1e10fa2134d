using System.Globalization;
using System.Text.RegularExpressions;

namespace Arbex.Checkpoints.Import;

/// <summary>A file of weights whose names one of the tables knows.</summary>
/// <param name="File">The file.</param>
/// <param name="Group">Which of its dicts is meant.</param>
/// <param name="Layout">Whose names they are.</param>
internal sealed partial record RecognizedWeights(WeightFile File, WeightGroup Group, PublishedLayout Layout)
{
    private const int ShownNames = 3;

    /// <summary>Fewest tensors that are taken from behind a prefix which not all names have; fewer fit by chance.</summary>
    private const int FewestBehindPrefix = 10;

    /// <summary>Names that decide whether a table is worth a look at all of them.</summary>
    private const int Sample = 200;

    /// <summary>Where scripts keep the weights, tried in this order where several dicts would do.</summary>
    private static readonly string[] UsualPaths = ["", "state_dict", "model_state_dict", "model", "net", "network"];

    /// <summary>What stands before every name that is taken, such as "model."; empty for nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Our name of a tensor of the dict, or why there is none.</summary>
    /// <param name="entry">The tensor.</param>
    public PublishedKey Map(WeightEntry entry) => entry.Name.StartsWith(Prefix, StringComparison.Ordinal)
        ? Layout.Map(entry.Name[Prefix.Length..])
        : new PublishedKey(null, $"stands beside '{Prefix}', where the network is");

    /// <summary>Finds the dict and the table that fit each other best, and what stands before the table's names.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layouts">The tables that may be taken.</param>
    /// <param name="smallestShare">How much of a dict's names a table must know.</param>
    /// <exception cref="CheckpointException">No table knows enough names of any dict.</exception>
    public static RecognizedWeights In(
        WeightFile file, IReadOnlyList<PublishedLayout> layouts, double smallestShare = 0.5)
    {
        RecognizedWeights? best = null;
        var most = 0;
        foreach (var group in file.Groups.OrderBy(group => Rank(group.Path)))
        {
            foreach (var prefix in WeightPrefixes.Of(group.Entries))
            {
                string[] names =
                [
                    .. group.Entries.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal))
                        .Select(entry => entry.Name[prefix.Length..]),
                ];
                var fewest = names.Length == group.Entries.Length ? 1 : FewestBehindPrefix;
                foreach (var layout in layouts)
                {
                    var mapped = Mapped(names, layout, smallestShare);
                    if (mapped > most && mapped >= fewest)
                    {
                        (best, most) = (new(file, group, layout) { Prefix = prefix }, mapped);
                    }
                }
            }
        }

        return best ?? throw Unknown(file, layouts);
    }

    /// <summary>Number of classes of the classifier in the file, or null.</summary>
    public int? Classes() => Group.Entries
        .Select(entry => (Layer: HeadLayer().Match(Map(entry).Key ?? ""), entry.Shape))
        .Where(weight => weight.Layer.Success && weight.Shape.Length == 2)
        .OrderBy(weight => int.Parse(weight.Layer.Groups[1].Value, CultureInfo.InvariantCulture))
        .Select(weight => weight.Shape[0] is >= 2 and <= int.MaxValue and var rows ? (int?)rows : null)
        .LastOrDefault();

    /// <summary>How many names a table has a place for; 0 where it does not know enough of them.</summary>
    private static int Mapped(string[] names, PublishedLayout layout, double smallestShare)
    {
        if (names.Length > Sample && names.Take(Sample).All(name => layout.Map(name) == default))
        {
            return 0;
        }

        var keys = names.Select(layout.Map).ToArray();
        return keys.Count(key => key != default) >= smallestShare * keys.Length ? keys.Count(key => key.Key is not null) : 0;
    }

    private static int Rank(string path) =>
        Array.IndexOf(UsualPaths, path) is >= 0 and var rank ? rank : UsualPaths.Length;

    private static CheckpointException Unknown(WeightFile file, IReadOnlyList<PublishedLayout> layouts)
    {
        var largest = file.Groups.MaxBy(group => group.Entries.Length);
        var found = "it has no tensors under names";
        if (largest is not null)
        {
            var some = string.Join(", ", largest.Entries.Take(ShownNames).Select(entry => $"'{entry.Name}'"));
            found = $"its {largest.Entries.Length} names, such as {some}, belong to another network";
        }

        var known = string.Join(", ", layouts.Select(layout => layout.Name));
        return new FileFault(file.Path).Refused(
            found, $"Expected the names of {known}. Rename the weights, or use another file.");
    }

    [GeneratedRegex(@"^balancer\.head\.net\.(\d{1,4})\.weight$", RegexOptions.CultureInvariant)]
    private static partial Regex HeadLayer();
}
