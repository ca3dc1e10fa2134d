namespace Arbex.Data.Inspection;

/// <summary>Decodes every picture of a dataset once, on several threads.</summary>
internal static class PictureScan
{
    /// <summary>Decodes all pictures.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="threads">How many decode at once.</param>
    /// <param name="progress">Told how many are done, by any thread.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The facts of each picture, and why some could not be read, in the dataset's order.</returns>
    public static (PictureFacts[] Facts, IReadOnlyList<DataFinding> Unreadable) Of(
        IFaceDataset dataset, int threads, IProgress<int>? progress, CancellationToken cancellation)
    {
        var facts = new PictureFacts[dataset.Samples.Count];
        var errors = new ArbexException?[facts.Length];
        var done = 0;
        Parallel.For(
            0, facts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            i =>
            {
                try
                {
                    facts[i] = PictureFacts.Of(dataset.LoadImage(i));
                }
                catch (ArbexException unreadable)
                {
                    errors[i] = unreadable;
                }

                progress?.Report(Interlocked.Increment(ref done));
            });
        var findings = errors.Index().Where(pair => pair.Item is not null).Select(pair => new DataFinding(
            IsEmptyFile(dataset.PathOf(pair.Index)) ? FindingKind.Empty : FindingKind.Unreadable, pair.Index)
        {
            Detail = pair.Item!.Message,
        });
        return (facts, [.. findings]);
    }

    private static bool IsEmptyFile(string? path) =>
        path is not null && new FileInfo(path) is { Exists: true, Length: 0 };
}
