using Arbex.Checkpoints;
using Arbex.Checkpoints.Import;
using Arbex.Imaging;
using Arbex.Tests.Checkpoints.TorchFiles;
using Arbex.Tests.Data;
using static TorchSharp.torch;

namespace Arbex.Tests.Checkpoints.Import;

/// <summary>
/// Files changed at random are read or refused by the one exception for users: no crash, no hang, no memory.
/// </summary>
public sealed class WeightFuzzTests
{
    private const int FilesOfEachKind = 4_000;

    private static readonly string[] Seeds =
        ["checkpoint.zip.pth", "views.zip4.pth", "checkpoint.legacy.pth", "types.legacy.pth", "safetensors"];

    /// <summary>Bytes that mean much in pickles and archives, and numbers at their limits.</summary>
    private static readonly byte[] Telling =
        [0, 1, 0x7f, 0x80, 0xff, .. "(.})]RQbcotusqPK"u8, 0x81, 0x85, 0x8a, 0x8b, 0x8d, 0x8e, 0x93, 0x94];

    public static TheoryData<string> Kinds() => [.. Seeds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_changed_file_is_read_or_refused(string kind)
    {
        const string Name = "changed.pth";
        var original = Original(kind);
        var (read, refused) = (0, 0);
        for (var i = 0; i < FilesOfEachKind; i++)
        {
            var random = SeededRandom.ForStream(20_000, i);
            var changed = Changed(original, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Read(changed, Name);
                read++;
            }
            catch (CheckpointException problem)
            {
                refused++;
                Assert.True(
                    problem.Message.Contains(Name, StringComparison.Ordinal),
                    $"{kind}, file {i}: {problem.Message}");
            }
            catch (Exception other) when (other is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{kind}, file {i}: {other}");
            }

            var used = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(used <= WeightsAssert.MostBytes(changed.Length), $"{kind}, file {i}: {used} bytes");
        }

        Assert.True(read > 0, $"all {refused} files were refused, so the changes are too coarse to test reading");
        Assert.True(refused > FilesOfEachKind / 4, $"only {refused} files were refused, so the changes are too small");
    }

    private static void Read(byte[] bytes, string name)
    {
        using var scope = NewDisposeScope();
        using var file = WeightFile.Open(new MemoryStream(bytes), name);
        foreach (var entry in file.Groups.SelectMany(group => group.Entries))
        {
            // What a tensor takes was in the file, or could be packed in it.
            var count = entry.Shape.Aggregate((Int128)1, (product, side) => product * side);
            Assert.True(
                count <= (16 * bytes.Length) + (1 << 20),
                $"a tensor of {count} numbers in a file of {bytes.Length} bytes");
            file.Load(entry);
        }
    }

    private static byte[] Original(string kind)
    {
        if (kind != "safetensors")
        {
            return File.ReadAllBytes(GoldenFile.PathOf($"torch/{kind}"));
        }

        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "original.safetensors");
        using var scope = NewDisposeScope();
        SafeTensors.Write(
            path,
            new Dictionary<string, Tensor>
            {
                ["a.weight"] = ones(2, 3),
                ["b"] = tensor(7L),
                ["c"] = zeros(3, ScalarType.Float16),
            },
            new Dictionary<string, string> { ["note"] = "a text" });
        return File.ReadAllBytes(path);
    }

    private static byte[] Changed(byte[] original, SeededRandom random)
    {
        var bytes = original.ToArray();
        for (var changes = 1 + (int)(random.NextBits() % 4); changes > 0; changes--)
        {
            var at = (int)(random.NextBits() % (ulong)bytes.Length);
            var length = (int)Math.Min(random.NextBits() % 9, (ulong)(bytes.Length - at));
            switch (random.NextBits() % 6)
            {
                case 0:
                    bytes[at] = (byte)random.NextBits();
                    break;
                case 1:
                    bytes[at] = Telling[random.NextBits() % (ulong)Telling.Length];
                    break;
                case 2:
                    bytes.AsSpan(at, length).Fill((byte)(random.NextBits() % 2 == 0 ? 0xff : 0));
                    break;
                case 3:
                    bytes = bytes.Length > length ? [.. bytes[..at], .. bytes[(at + length)..]] : bytes;
                    break;
                case 4:
                    bytes = [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes[at..]];
                    break;
                default:
                    bytes = random.NextBits() % 8 == 0 ? bytes[..Math.Max(1, at)] : bytes;
                    break;
            }
        }

        return bytes;
    }
}
