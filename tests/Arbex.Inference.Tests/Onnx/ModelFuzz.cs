using System.Diagnostics;
using Arbex.Imaging;
using Arbex.Imaging.Tests;
using Arbex.Inference.Onnx;

namespace Arbex.Inference.Tests.Onnx;

/// <summary>Opens damaged models and counts what becomes of them.</summary>
internal sealed class ModelFuzz
{
    /// <summary>Bytes that a file of a few kilobytes may make this program and ONNX Runtime take.</summary>
    private const long MostMemory = 1L << 30;

    private readonly long _before = Peak();

    /// <summary>Files that could be used.</summary>
    public int Used { get; private set; }

    /// <summary>Files that were refused by an error that names them.</summary>
    public int Refused { get; private set; }

    /// <summary>Refusals that came from ONNX Runtime: they passed the guard.</summary>
    public int RefusedLater { get; private set; }

    /// <summary>Damages a model again and again: half its bytes, half its meaning.</summary>
    /// <param name="model">A whole model.</param>
    /// <param name="count">How many times.</param>
    /// <param name="seed">Decides the damage.</param>
    /// <param name="use">Opens and uses a file under a name.</param>
    public void Try(byte[] model, int count, long seed, Action<byte[], string> use)
    {
        var message = ModelProto.Parser.ParseFrom(model);
        for (var i = 0; i < count; i++)
        {
            var random = SeededRandom.ForStream(seed, i);
            var damaged = i % 2 == 0 ? FileMutation.Of(model, model, random) : ModelMutation.Of(message, random);
            var name = $"damaged {seed} {i}.onnx";
            // Where the process ends here all the same, the last file tells why.
            if (Environment.GetEnvironmentVariable("ARBEX_FUZZ_LAST") is { } last)
            {
                File.WriteAllBytes(last, damaged);
            }

            var error = Record.Exception(() => use(damaged, name));
            Assert.True(
                error is null || (error is ArbexException && error.Message.Contains(name, StringComparison.Ordinal)),
                $"{name}: {error}");
            Used += error is null ? 1 : 0;
            Refused += error is null ? 0 : 1;
            RefusedLater += error is null or { InnerException: RefusedModelException } ? 0 : 1;
            Assert.True(Peak() - _before < MostMemory, $"{name} took the program to {Peak()} bytes");
        }
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
