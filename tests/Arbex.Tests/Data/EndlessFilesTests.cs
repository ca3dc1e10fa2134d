using Arbex.Data;
using Arbex.Data.Labels;
using Arbex.Data.Readers;
using Arbex.Data.Splits;
using Arbex.Tests.Data.Readers;
using Arbex.Training;

namespace Arbex.Tests.Data;

/// <summary>Files that a user names and that have no end, or never begin, are refused at once.</summary>
public sealed class EndlessFilesTests : IDisposable
{
    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["recipe"] = path => RecipeFile.Read(path),
        ["label noise list"] = path => LabelNoiseList.Read(path),
        ["label mapping"] = path => LabelMappingText.Parse($"file:{path}", LabelSet.FerPlus),
        ["split file"] = path => SplitFile.Read(path, "x", [MemoryDataset.Sample(0, 0, 2)]),
        ["NumPy file"] = path => NumpyScalar.Read(path),
    };

    private readonly ReaderFolder _folder = new();

    public static TheoryData<string> Kinds => [.. Readers.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sparse_file_is_refused_by_its_size(string kind)
    {
        var path = Path.Combine(_folder.FullName, "endless");
        using (var sparse = File.Create(path))
        {
            sparse.SetLength(1L << 33);
        }

        Assert.Contains(path, Assert.ThrowsAny<ArbexException>(() => Readers[kind](path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_device_is_refused_by_what_it_is(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no /dev/zero on Windows.");
        Assert.Contains(
            $"The {kind} '/dev/zero' is a device",
            Assert.ThrowsAny<ArbexException>(() => Readers[kind]("/dev/zero")).Message,
            StringComparison.Ordinal);
    }
}
