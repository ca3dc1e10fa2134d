using Arbex.Checkpoints;
using Arbex.Checkpoints.Import;
using Arbex.Tests.Data;
using static TorchSharp.torch;

namespace Arbex.Tests.Checkpoints.TorchFiles;

/// <summary>What opening bytes as a file of weights must end in.</summary>
internal static class WeightsAssert
{
    /// <summary>
    /// Managed bytes that a file of this length may take: a few buffers and the message, and for each byte one
    /// instruction that makes one small object.
    /// </summary>
    public static long MostBytes(long length) => (1 << 20) + (128 * length);

    /// <summary>Refused by the one exception for users, with the path and these words, without taking memory.</summary>
    public static void Refused(byte[] bytes, params string[] words)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "weights.pth");
        File.WriteAllBytes(path, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<CheckpointException>(() => LoadAll(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes(bytes.Length));
        Assert.All([path, .. words], word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(refused.Message, char.IsControl);
    }

    /// <summary>The values of every tensor by name, as doubles.</summary>
    public static Dictionary<string, double[]> Values(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "weights.pth");
        File.WriteAllBytes(path, bytes);
        return LoadAll(path);
    }

    public static Dictionary<string, double[]> LoadAll(string path)
    {
        using var scope = NewDisposeScope();
        using var file = WeightFile.Open(path);
        var values = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var group in file.Groups)
        {
            foreach (var entry in group.Entries)
            {
                values[group.Path.Length == 0 ? entry.Name : $"{group.Path}/{entry.Name}"] =
                    [.. file.Load(entry).to(ScalarType.Float64).flatten().data<double>()];
            }
        }

        return values;
    }
}
