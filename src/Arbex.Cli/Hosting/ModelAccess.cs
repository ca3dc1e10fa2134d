using Arbex.Inference.Models;

namespace Arbex.Cli.Hosting;

/// <summary>Where models like face detectors are kept, and what fetches them; made only when a command asks.</summary>
internal sealed class ModelAccess
{
    private readonly Func<ModelStore> _store;
    private readonly Func<IModelDownload> _web;
    private readonly Func<INpmClient> _npm;

    /// <summary>Of this user.</summary>
    public ModelAccess()
        : this(ModelStore.ForUser, () => new HttpModelDownload(), () => new NpmClient())
    {
    }

    public ModelAccess(Func<ModelStore> store, Func<IModelDownload> web, Func<INpmClient> npm) =>
        (_store, _web, _npm) = (store, web, npm);

    public ModelStore Store => _store();

    public ModelPull NewPull() => new(Store, _web(), _npm());
}
