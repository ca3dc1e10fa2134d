using System.Collections.Immutable;
using Arbex.Cli.Hosting;
using Arbex.Inference.Models;

namespace Arbex.Cli.Models;

/// <summary>Looks models up and fetches them.</summary>
internal sealed class ModelsService
{
    private readonly CommandHost _host;

    public ModelsService(CommandHost host) => _host = host;

    /// <summary>What this machine has of some models.</summary>
    public ModelsDocument Status(ImmutableArray<ModelEntry> entries)
    {
        var store = _host.Models.Store;
        return new ModelsDocument
        {
            Folder = store.Folder,
            Cache = store.Cache,
            Models = [.. entries.Select(entry => ModelStatus.Of(entry, store))],
        };
    }

    /// <summary>Fetches models, one after the other.</summary>
    /// <exception cref="ArbexException">One of them cannot be had.</exception>
    public ModelsDocument Pull(IReadOnlyList<ModelEntry> entries, CancellationToken cancellation)
    {
        var pull = _host.Models.NewPull();
        foreach (var entry in entries)
        {
            try
            {
                var pulled = new PullProgress(_host).Show(
                    entry, progress => pull.PullAsync(entry, progress, cancellation).GetAwaiter().GetResult());
                _host.Tell(pulled.Source is { } source
                    ? $"Fetched {entry.Name} ({entry.Licence}) from {source}: {pulled.Path}"
                    : $"{entry.Name} is here already: {pulled.Path}");
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw new StoppedException(
                    $"Stopped. 'arbex models pull {entry.Name}' goes on with what has been fetched.", cancellation);
            }
        }

        return Status([.. entries]);
    }

    /// <summary>Ends in an error where something is wrong with a model.</summary>
    /// <param name="document">What this machine has.</param>
    /// <param name="allMustBeHere">Whether a model that is absent is wrong, too.</param>
    /// <exception cref="ArbexException">A file is damaged, or a model is missing.</exception>
    public void Require(ModelsDocument document, bool allMustBeHere)
    {
        foreach (var model in document.Models.Where(model => allMustBeHere || model.State == ModelState.Damaged))
        {
            _host.Models.Store.Require(ModelCatalog.Find(model.Name));
        }

        if (document.Models.All(model => model.State == ModelState.Absent))
        {
            _host.Tell("No model is on this machine. Fetch one with 'arbex models pull yunet'.");
        }
    }
}
