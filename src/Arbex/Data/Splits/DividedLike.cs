using Arbex.Imaging;

namespace Arbex.Data.Splits;

/// <summary>
/// One reading of some pictures divided as another reading of them is: each sample is in the part that the sample of the same id
/// is in there, and one that is not there keeps its own.
/// </summary>
/// <remarks>Two label rules leave out different pictures, so that the same seed would divide them differently.</remarks>
/// <threadsafety>Safe for concurrent calls if the source is.</threadsafety>
internal sealed class DividedLike : IFaceDataset
{
    private readonly IFaceDataset _source;

    /// <param name="source">Gives pictures and labels.</param>
    /// <param name="other">Gives the parts.</param>
    /// <param name="text">What was done, for the name.</param>
    public DividedLike(IFaceDataset source, IFaceDataset other, string text)
    {
        var parts = new Dictionary<string, DataSplit>(other.Samples.Count, StringComparer.Ordinal);
        for (var i = 0; i < other.Samples.Count; i++)
        {
            parts.Add(other.Samples.IdOf(i), other.Samples.SplitOf(i));
        }

        (_source, Name) = (source, $"{source.Name}, {text}");
        Samples = source.Samples.WithSplits(
        [
            .. Enumerable.Range(0, source.Samples.Count).Select(i =>
                parts.TryGetValue(source.Samples.IdOf(i), out var part) ? part : source.Samples.SplitOf(i)),
        ]);
    }

    public string Name { get; }

    public LabelSet Labels => _source.Labels;

    public SampleIndex Samples { get; }

    public string? PathOf(int index) => _source.PathOf(index);

    public ImageBuffer LoadImage(int index) => _source.LoadImage(index);
}
