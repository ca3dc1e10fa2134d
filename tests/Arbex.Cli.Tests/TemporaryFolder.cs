namespace Arbex.Cli.Tests;

/// <summary>A new folder that is deleted with all it holds.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => FullName = Directory.CreateTempSubdirectory("arbex-cli-").FullName;

    public string FullName { get; }

    public string At(params string[] names) => Path.Combine([FullName, .. names]);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => TestFolder.Delete(FullName);
}
