using Arbex.Inference.Models;

namespace Arbex.Inference.Tests.Models;

/// <summary>Stands in for npm: gives archives that the test made.</summary>
internal sealed class FakeNpm : INpmClient
{
    private readonly byte[][] _archives;

    public FakeNpm(params byte[][] archives) => _archives = archives;

    /// <summary>What was asked for, such as "name@1.0.0".</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The folder that the last request named.</summary>
    public string? Folder { get; private set; }

    public async Task PackAsync(string package, string version, string folder, CancellationToken cancellation = default)
    {
        Requests.Add($"{package}@{version}");
        Folder = folder;
        foreach (var (index, archive) in _archives.Index())
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{package}-{index}.tgz"), archive, cancellation);
        }
    }
}
