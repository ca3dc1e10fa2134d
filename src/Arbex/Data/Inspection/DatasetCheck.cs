namespace Arbex.Data.Inspection;

/// <summary>Decodes every picture of a dataset and says what is wrong with some.</summary>
public static class DatasetCheck
{
    /// <summary>Checks a dataset.</summary>
    /// <param name="dataset">The dataset; pass one that does not keep its pictures in memory.</param>
    /// <param name="options">What to look for; null for the defaults.</param>
    /// <param name="progress">Told how many pictures are decoded, by any thread.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArbexException">An option is out of range.</exception>
    public static DatasetCheckResult Run(
        IFaceDataset dataset, DatasetCheckOptions? options = null, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        options = (options ?? new DatasetCheckOptions()).Validated();
        var (facts, unreadable) = PictureScan.Of(dataset, options.Threads, progress, cancellation);
        var sizes = PictureSizes.Of(facts);
        var search = new DuplicateSearch(dataset.Samples, facts, options);
        DataFinding[] findings =
        [
            .. unreadable, .. OneColour(facts), .. UnusualSizes(facts, sizes), .. search.Exact(),
            .. search.Near(cancellation),
        ];
        return new DatasetCheckResult
        {
            Samples = facts.Length,
            Sizes = sizes,
            Oddities = DatasetOddities.Of(dataset),
            Findings = [.. findings.OrderBy(finding => finding.Kind).ThenBy(finding => finding.CrossesSplits)
                .ThenBy(finding => finding.Contradicts).ThenBy(finding => finding.Sample)],
        };
    }

    private static IEnumerable<DataFinding> OneColour(PictureFacts[] facts) =>
        facts.Index().Where(fact => fact.Item.IsReadable && fact.Item.IsOneColour)
            .Select(fact => new DataFinding(FindingKind.OneColour, fact.Index));

    private static IEnumerable<DataFinding> UnusualSizes(PictureFacts[] facts, PictureSizes sizes) =>
        facts.Index().Where(fact => sizes.IsUniform && fact.Item.IsReadable
            && (fact.Item.Width, fact.Item.Height) != (sizes.Width, sizes.Height))
            .Select(fact => new DataFinding(FindingKind.UnusualSize, fact.Index)
            {
                Detail = $"{fact.Item.Width}x{fact.Item.Height}, most are {sizes.Width}x{sizes.Height}",
            });
}
