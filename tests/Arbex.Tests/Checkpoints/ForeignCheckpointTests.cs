using System.Diagnostics;
using Arbex.Checkpoints;
using Arbex.Checkpoints.Import;
using Arbex.Tests.Data;

namespace Arbex.Tests.Checkpoints;

/// <summary>What is handed in instead of a checkpoint or weights is named for what it is.</summary>
public sealed class ForeignCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[], string> Others => new()
    {
        { "empty", [], "it is empty" },
        { "page", "\n<!DOCTYPE html><html><head><title>Google Drive - Quota exceeded</title>"u8.ToArray(), "a web page" },
        { "fragment", "<html lang=en>"u8.ToArray(), "a web page" },
        { "pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 7\n"u8.ToArray(), "git lfs pull" },
        { "model", [0x08, 9, 0x12, 5, .. "arbex"u8, 0x42, 2, 0x10, 20], "ONNX" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void As_a_checkpoint_and_as_weights(string name, byte[] content, string words)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);

        Refused(() => Checkpoint.ReadInfo(path), name, words);
        Refused(() => Checkpoint.Load(path), name, words);
        Refused(() => WeightFile.Open(path), name, words);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20 })]
    public void Weights_of_PyTorch_as_a_checkpoint_are_told_how_to_become_one(byte[] content)
    {
        var path = Path.Combine(_folder.FullName, "x.pth");
        File.WriteAllBytes(path, content);

        Refused(() => Checkpoint.ReadInfo(path), "x.pth", "PyTorch", "arbex import");
    }

    [Fact]
    public void A_runs_folder_is_told_the_checkpoint_in_it()
    {
        Refused(() => Checkpoint.ReadInfo(_folder.FullName), "is a folder", "Give a file in it");
        File.WriteAllText(Path.Combine(_folder.FullName, "best.safetensors"), "");

        Refused(() => Checkpoint.ReadInfo(_folder.FullName), "is a folder", $"Did you mean '{Path.Combine(_folder.FullName, "best.safetensors")}'?");
        Refused(() => WeightFile.Open(_folder.FullName), "is a folder");
    }

    [Fact]
    public void A_pipe_and_a_device_are_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test makes a named pipe and reads /dev/zero.");
        var pipe = Path.Combine(_folder.FullName, "pipe.safetensors");
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        Refused(() => Checkpoint.ReadInfo(pipe), "a named pipe");
        Refused(() => WeightFile.Open(pipe), "a named pipe");
        Refused(() => Checkpoint.ReadInfo("/dev/zero"), "a device");
        Refused(() => WeightFile.Open("/dev/zero"), "a device");
    }

    private static void Refused(Func<object> open, params string[] words)
    {
        var refused = Assert.Throws<CheckpointException>(() => open());
        Assert.All(words, word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
    }
}
