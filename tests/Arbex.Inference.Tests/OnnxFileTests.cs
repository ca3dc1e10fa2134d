using System.Diagnostics;
using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests;

/// <summary>What is handed in instead of a model is named for what it is, and never waited for.</summary>
public sealed class OnnxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[], string> Others => new()
    {
        { "empty", [], "it is empty" },
        { "a web page", "<!DOCTYPE html><html><title>Quota exceeded</title></html>"u8.ToArray(), "a web page" },
        { "a pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 7\n"u8.ToArray(), "git lfs pull" },
        { "weights", "PK\u0003\u0004archive/data.pkl"u8.ToArray(), "arbex import" },
        { "old weights", [0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20], "arbex import" },
        { "zeros", new byte[100], "no ONNX file" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void A_model_that_is_something_else(string name, byte[] content, string words)
    {
        File.WriteAllBytes(_folder.At(name), content);

        AssertRefused(_folder.At(name), words);
    }

    [Fact]
    public void A_file_of_gigabytes_with_nothing_in_it()
    {
        using (var sparse = File.Create(_folder.At("sparse.onnx")))
        {
            sparse.SetLength(1_900_000_000);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ArbexException>(() => OnnxExpressionModel.Load(_folder.At("sparse.onnx")));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "This system has no named pipes in folders.");
        using (var make = Process.Start("mkfifo", [_folder.At("pipe.onnx")]))
        {
            make.WaitForExit();
        }

        AssertRefused(_folder.At("pipe.onnx"), "a named pipe");
    }

    [Fact]
    public void A_device()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "This system has no /dev/zero.");

        AssertRefused("/dev/zero", "a device");
    }

    [Fact]
    public void A_folder() => AssertRefused(_folder.FullName, "a folder");

    private static void AssertRefused(string path, string words)
    {
        foreach (var open in new Func<IDisposable>[]
        {
            () => OnnxExpressionModel.Load(path), () => new YuNetDetector(path), () => new RetinaFaceDetector(path),
        })
        {
            var refused = Assert.Throws<ArbexException>(() => open());
            Assert.Contains(path, refused.Message, StringComparison.Ordinal);
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }
    }
}
