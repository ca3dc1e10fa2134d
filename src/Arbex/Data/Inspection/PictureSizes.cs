namespace Arbex.Data.Inspection;

/// <summary>The sizes of a dataset's readable pictures.</summary>
/// <param name="Distinct">Number of different sizes.</param>
/// <param name="Width">Columns of the most common size; 0 where no picture could be read.</param>
/// <param name="Height">Rows of the most common size.</param>
/// <param name="Share">Share of the readable pictures that have it, in [0, 1].</param>
public sealed record PictureSizes(int Distinct, int Width, int Height, double Share)
{
    /// <summary>
    /// Whether most pictures have one size. Only then is another one unusual: in a set of photographs every size is.
    /// </summary>
    public bool IsUniform => Share > 0.5;

    internal static PictureSizes Of(IReadOnlyCollection<PictureFacts> facts)
    {
        var sizes = facts.Where(fact => fact.IsReadable).CountBy(fact => (fact.Width, fact.Height))
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).ToArray();
        return sizes.Length == 0
            ? new PictureSizes(0, 0, 0, 0)
            : new PictureSizes(
                sizes.Length, sizes[0].Key.Width, sizes[0].Key.Height,
                sizes[0].Value / (double)sizes.Sum(pair => (long)pair.Value));
    }
}
