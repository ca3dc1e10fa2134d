using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Arbex.Imaging;
using Arbex.Inference.Models;

namespace Arbex.Inference.Tests.Models;

/// <summary>Models whose content is random.</summary>
internal static class SampleModels
{
    public const string PathInPackage = "weights/model.onnx";

    public static byte[] Content { get; } = Random(300_000);

    public static NpmSource Npm { get; } = new("some-package", "1.2.3", PathInPackage);

    public static ModelEntry Entry(params ModelSource[] sources) => new(
        "sample", "model.onnx", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)), "MIT", "A model.",
        [.. sources]);

    /// <summary>An archive as npm gives it.</summary>
    public static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(zip, TarEntryFormat.Ustar))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Random(int length)
    {
        var random = new SeededRandom(7);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)random.NextInt(256);
        }

        return bytes;
    }
}
