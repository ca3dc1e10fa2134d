using System.Collections.Immutable;
using Arbex.Data.Readers;
using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>A dataset whose samples' ids are the paths of picture files below a folder.</summary>
/// <remarks>Where a list names one picture several times, its ids end in <c>#2</c>, <c>#3</c> and so on.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class FolderDataset : IFaceDataset
{
    private readonly string _root;
    private readonly DatasetIndex _index;

    /// <summary>Joins an index and its folder.</summary>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="index">What its reader found.</param>
    public FolderDataset(string root, DatasetIndex index)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(index);
        (_root, _index) = (root, index);
    }

    /// <inheritdoc/>
    public string Name => _index.Name;

    /// <inheritdoc/>
    public LabelSet Labels => _index.Labels;

    /// <inheritdoc/>
    public SampleIndex Samples => _index.Samples;

    /// <summary>What was found to be odd and left out, a sentence with a count each; empty if nothing.</summary>
    public ImmutableArray<string> Problems => _index.Problems;

    /// <summary>What the dataset's protocol leaves out, by reason.</summary>
    public ImmutableSortedDictionary<string, int> LeftOut => _index.LeftOut;

    /// <inheritdoc/>
    public string PathOf(int index)
    {
        var id = Samples.IdOf(index);
        var mark = id.LastIndexOf('#');
        var repeated = mark > 0 && int.TryParse(id.AsSpan(mark + 1), out _) && PictureFiles.IsPicture(id.AsSpan(0, mark));
        return Path.Combine(_root, repeated ? id[..mark] : id);
    }

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) => ImageDecoder.Decode(PathOf(index));
}
