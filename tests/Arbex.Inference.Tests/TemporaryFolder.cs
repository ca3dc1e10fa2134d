namespace Arbex.Inference.Tests;

/// <summary>A new folder that is deleted with all it holds.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => FullName = Directory.CreateTempSubdirectory("arbex-inference-").FullName;

    public string FullName { get; }

    public string At(params string[] names) => Path.Combine([FullName, .. names]);

    /// <summary>Names of all files below.</summary>
    public string[] Files() =>
    [
        .. Directory.EnumerateFiles(FullName, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(FullName, path)).Order(),
    ];

    public void Dispose() => TestFolder.Delete(FullName);
}
