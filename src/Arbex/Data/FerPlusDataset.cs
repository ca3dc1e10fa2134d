using System.Collections.Immutable;
using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>FER+: the 48x48 grey faces of FER2013 with ten votes each.</summary>
/// <remarks>
/// Layout as published with the labels: <c>FER2013Train</c>, <c>FER2013Valid</c> and <c>FER2013Test</c> with PNG
/// files (any of them may be absent), and either <c>fer2013new.csv</c> beside them or a <c>label.csv</c> in each;
/// where both exist, the former counts. Barsoum et al., ICMI 2016, arXiv:1608.01041. No identities are known, so
/// every picture is its own group, and people may occur in several splits. The published list has two equal lines
/// for three training pictures; published counts include both, and so do the samples, as two of one group.
/// </remarks>
public sealed class FerPlusDataset : IFaceDataset
{
    private const string VoteFile = "fer2013new.csv";
    private const string SplitVoteFile = "label.csv";

    private static readonly (DataSplit Split, string Folder)[] Splits =
    [
        (DataSplit.Train, "FER2013Train"), (DataSplit.Valid, "FER2013Valid"), (DataSplit.Test, "FER2013Test"),
    ];

    private readonly string _folder;

    private FerPlusDataset(string folder, FerPlusLabelRule rule, FerPlusIndex index)
    {
        _folder = folder;
        Rule = rule;
        Samples = [.. index.Samples];
        Problems = index.Problems;
        Undecided = index.Undecided;
    }

    /// <inheritdoc/>
    public string Name => $"FER+ ({RuleName(Rule)})";

    /// <summary>The rule by which votes became labels.</summary>
    public FerPlusLabelRule Rule { get; }

    /// <inheritdoc/>
    public LabelSet Labels => LabelSet.FerPlus;

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <summary>What was found to be wrong and left out, a sentence with a count each; empty if nothing.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>Pictures that the rule dropped: no clear answer, "unknown" or "not a face". Part of the protocol, not
    /// a problem.</summary>
    public int Undecided { get; }

    /// <summary>Opens the dataset without decoding a picture.</summary>
    /// <param name="folder">The folder with the split folders.</param>
    /// <param name="rule">How votes become labels.</param>
    /// <exception cref="DatasetFormatException">No such folder, no split folder, no votes, a malformed line, or not
    /// one usable picture.</exception>
    public static FerPlusDataset Open(string folder, FerPlusLabelRule rule = FerPlusLabelRule.Majority)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Enum.IsDefined(rule))
        {
            throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule.");
        }

        var present = Splits.Where(split => Directory.Exists(Path.Combine(folder, split.Folder))).ToArray();
        if (present.Length == 0)
        {
            var happened = Directory.Exists(folder) ? "has no FER+ split folder" : "does not exist";
            throw new DatasetFormatException(
                $"The folder '{folder}' {happened}. Expected one that contains at least one of "
                + $"{string.Join(", ", Splits.Select(split => split.Folder))}. Unpack FER+ there or correct the path.");
        }

        var index = new FerPlusIndex(rule);
        var voteFile = Path.Combine(folder, VoteFile);
        var all = File.Exists(voteFile) ? FerPlusVotes.ReadAll(voteFile).ToLookup(row => row.Split) : null;
        foreach (var (split, name) in present)
        {
            var splitFolder = Path.Combine(folder, name);
            var rows = all?[split] ?? FerPlusVotes.ReadSplit(SplitVotes(folder, splitFolder), split);
            index.Add(name, splitFolder, rows, all is null ? $"{name}/{SplitVoteFile}" : VoteFile);
        }

        return index.Samples.Count > 0
            ? new FerPlusDataset(folder, rule, index)
            : throw new DatasetFormatException(
                $"Not one usable picture was found below '{folder}' ({index.Undecided} dropped by the rule "
                + $"'{RuleName(rule)}'; {string.Join(' ', index.Problems)}). Expected PNG files named as in the vote "
                + "list, such as FER2013Train/fer0000000.png. Unpack the pictures there.");
    }

    /// <inheritdoc/>
    public string PathOf(int index) => Path.Combine(_folder, Samples[index].Group);

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) => ImageDecoder.Decode(PathOf(index));

    private static string SplitVotes(string folder, string splitFolder)
    {
        var path = Path.Combine(splitFolder, SplitVoteFile);
        return File.Exists(path)
            ? path
            : throw new DatasetFormatException(
                $"'{splitFolder}' has no votes. Expected {VoteFile} in '{folder}', or {SplitVoteFile} in the split "
                + $"folder. Copy {VoteFile}, published with FER+, into '{folder}'.");
    }

    private static string RuleName(FerPlusLabelRule rule) => rule switch
    {
        FerPlusLabelRule.MultiTarget => "multi-target",
        FerPlusLabelRule.RawVotes => "raw votes",
        _ => rule.ToString().ToLowerInvariant(),
    };
}
