using System.Security.Cryptography;
using Arbex.Files;

namespace Arbex.Inference.Models;

/// <summary>Where the models of this machine are: first a folder of one's own (ARBEX_MODELS), then the user's cache.
/// Every file is checked against its pinned SHA-256 before it is used; nothing here needs a network.</summary>
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

    /// <summary>The store of this user: ARBEX_MODELS, and "arbex/models" below XDG_CACHE_HOME, ~/.cache or, on
    /// Windows, the local application data.</summary>
    /// <exception cref="ArbexException">The user has no home folder.</exception>
    public static ModelStore ForUser() => ForUser(Environment.GetEnvironmentVariable);

    /// <summary>The store of a user with other environment variables.</summary>
    /// <param name="variable">Gives the value of an environment variable, or null.</param>
    /// <exception cref="ArbexException">The user has no home folder.</exception>
    public static ModelStore ForUser(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new ModelStore(Path.Combine(CacheRoot(variable), "arbex", "models"), variable(FolderVariable));
    }

    /// <summary>Every file of this machine that has a model's name, in the order in which they are looked up; each is
    /// read whole.</summary>
    /// <param name="entry">The model.</param>
    /// <exception cref="ArbexException">A file cannot be read.</exception>
    public IReadOnlyList<ModelCopy> Copies(ModelEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var copies = new List<ModelCopy>();
        foreach (var (path, isPulled) in Places(entry))
        {
            if (File.Exists(path))
            {
                copies.Add(Check(entry, path, isPulled));
            }
        }

        return copies;
    }

    /// <summary>The verified file of a model; null where this machine does not have it.</summary>
    /// <param name="entry">The model.</param>
    /// <exception cref="ArbexException">The file has another content, or cannot be read.</exception>
    public string? Find(ModelEntry entry)
    {
        if (Copies(entry) is not [var first, ..])
        {
            return null;
        }

        return first.IsIntact ? first.Path : throw Damaged(entry, first);
    }

    /// <summary>The verified file of a model.</summary>
    /// <param name="entry">The model.</param>
    /// <exception cref="ArbexException">This machine does not have it, and the message says how to get it; or it has
    /// another content, or cannot be read.</exception>
    public string Require(ModelEntry entry) => Find(entry) ?? throw Missing(entry);

    /// <summary>The verified content of a model: what was checked is what is given.</summary>
    /// <param name="entry">The model.</param>
    /// <exception cref="ArbexException">As for <see cref="Require"/>.</exception>
    public byte[] Read(ModelEntry entry)
    {
        var path = Require(entry);
        try
        {
            var bytes = InputFile.ReadBytes(path, "model", entry.Bytes);
            return Hexadecimal(SHA256.HashData(bytes)) == entry.Sha256
                ? bytes
                : throw Damaged(entry, Check(entry, path, path == CachePath(entry)));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, cause);
        }
    }

    /// <summary>Where a pulled model is kept.</summary>
    internal string CachePath(ModelEntry entry) => Path.Combine(Cache, entry.File);

    /// <summary>The folders, for messages.</summary>
    internal string PlacesText() => Folder is null ? $"'{Cache}'" : $"'{Folder}' and '{Cache}'";

    internal static string Hexadecimal(byte[] hash) => Convert.ToHexStringLower(hash);

    internal static ArbexException Damaged(ModelEntry entry, ModelCopy copy)
    {
        var found = SpecialFile.Is(copy.Path) ? $"is {SpecialFile.Name(SpecialFile.KindOf(copy.Path))}"
            : copy.Sha256 is { } hash ? $"has the SHA-256 {hash}" : $"has {copy.Bytes} bytes";
        var expected = copy.Sha256 is null ? $"{entry.Bytes} bytes" : entry.Sha256;
        var remedy = copy.IsPulled
            ? $"Fetch it again with 'arbex models pull {entry.Name}'."
            : $"Replace the file, or take it out of the folder that {FolderVariable} names and run 'arbex models pull "
                + $"{entry.Name}'.";
        return new ArbexException($"'{copy.Path}' {found}. Expected {expected} of the model '{entry.Name}'. "
            + $"{remedy}");
    }

    private static string CacheRoot(Func<string, string?> variable)
    {
        if (variable("XDG_CACHE_HOME") is { } cache && Path.IsPathFullyQualified(cache))
        {
            return cache;
        }

        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }

        var home = variable("HOME") is { Length: > 0 } given
            ? given
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.IsPathFullyQualified(home)
            ? Path.Combine(home, ".cache")
            : throw new ArbexException(
                "This user has no home folder to keep models in. Expected HOME or XDG_CACHE_HOME. Set XDG_CACHE_HOME "
                + "to a folder that can be written to.");
    }

    private static ModelCopy Check(ModelEntry entry, string path, bool isPulled)
    {
        try
        {
            if (SpecialFile.Is(path))
            {
                return new ModelCopy(path, isPulled, Bytes: 0, Sha256: null, IsIntact: false); // opening it may wait for good
            }

            using var stream = InputFile.Open(path, "model");
            if (stream.Length != entry.Bytes)
            {
                return new ModelCopy(path, isPulled, stream.Length, Sha256: null, IsIntact: false);
            }

            var hash = Hexadecimal(SHA256.HashData(stream));
            return new ModelCopy(path, isPulled, stream.Length, hash, hash == entry.Sha256);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, cause);
        }
    }

    private static ArbexException Unreadable(string path, Exception cause) => new(
        $"The model '{path}' cannot be read: {cause.Message} Expected a file that this user may read. Change its "
        + "permissions, or remove it and pull it again.",
        cause);

    private IEnumerable<(string Path, bool IsPulled)> Places(ModelEntry entry)
    {
        if (Folder is not null)
        {
            yield return (Path.Combine(Folder, entry.File), false);
        }

        yield return (CachePath(entry), true);
    }

    private ArbexException Missing(ModelEntry entry) => new(
        $"The model '{entry.Name}' is not on this machine: looked for {entry.File} in {PlacesText()}. Expected it to "
        + $"be pulled once. Run 'arbex models pull {entry.Name}', or set {FolderVariable} to a folder with the file.");
}
