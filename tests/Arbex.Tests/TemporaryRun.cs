namespace Arbex.Tests;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryRun : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("arbex-run-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => TestFolder.Delete(Path);
}
