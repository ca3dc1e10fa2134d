namespace Arbex.Inference.Models;

/// <summary>Where the models of this machine are: first a folder of one's own (ARBEX_MODELS), then the user's cache.</summary>
/// <threadsafety>Immutable; files may come and go.</threadsafety>
public sealed class ModelStore
{
    /// <summary>The environment variable that names a folder with model files.</summary>
    public const string FolderVariable = "ARBEX_MODELS";

    /// <summary>Looks in the given folders.</summary>
    /// <param name="cache">Where pulled models are kept; need not exist yet.</param>
    /// <param name="folder">Looked up first and never written to; null for none.</param>
    public ModelStore(string cache, string? folder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(cache);
        (Cache, Folder) = (Path.GetFullPath(cache), string.IsNullOrEmpty(folder) ? null : Path.GetFullPath(folder));
    }

    /// <summary>Where pulled models are kept.</summary>
    public string Cache { get; }

    /// <summary>Looked up first and never written to; null for none.</summary>
    public string? Folder { get; }

    /// <summary>The store of this user: ARBEX_MODELS, and "arbex/models" below XDG_CACHE_HOME, ~/.cache or, on Windows, the
    /// local application data.</summary>
    public static ModelStore ForUser() => ForUser(Environment.GetEnvironmentVariable);

    /// <summary>The store of a user with other environment variables.</summary>
    /// <param name="variable">Gives the value of an environment variable, or null.</param>
    public static ModelStore ForUser(Func<string, string?> variable) => throw new NotImplementedException();

    /// <summary>The verified file of a model; null where this machine does not have it.</summary>
    /// <param name="entry">The model.</param>
    /// <exception cref="ArbexException">A file has the model's name but another content.</exception>
    public string? Find(ModelEntry entry) => throw new NotImplementedException();

    /// <summary>The verified file of a model.</summary>
    /// <param name="entry">The model.</param>
    /// <exception cref="ArbexException">This machine does not have it; the message says how to get it.</exception>
    public string Require(ModelEntry entry) => throw new NotImplementedException();
}
