using System.Runtime.Intrinsics.X86;
using Arbex.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Arbex;

/// <summary>Whether a device computes in bfloat16 by instructions of its own.</summary>
/// <remarks>
/// Without them libtorch imitates bfloat16 number by number: on an AMD EPYC with AVX2 alone a training step of
/// <c>compact</c> takes fourteen times as long as in float32 (bench/Arbex.Benchmarks, <c>precision</c>).
/// </remarks>
public static class BFloat16Support
{
    private const int ExtendedFeatures = 7;
    private const int AmxBFloat16 = 1 << 22; // leaf 7.0, EDX
    private const int Avx512BFloat16 = 1 << 5; // leaf 7.1, EAX

    /// <summary>
    /// Whether this processor has AVX-512 BF16 or AMX. Where .NET cannot tell, as on Arm, it is taken to have it.
    /// </summary>
    public static bool OfProcessor { get; } = !X86Base.IsSupported || (Avx512F.IsSupported && HasInstructions());

    /// <summary>
    /// Whether a device has it: processors as <see cref="OfProcessor"/> says; GPUs are taken to, which is true from compute
    /// capability 8.0 on.
    /// </summary>
    /// <param name="device">The device.</param>
    public static bool Of(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.type != DeviceType.CPU || OfProcessor;
    }

    /// <summary>The precision that a device computes in where another one was asked for.</summary>
    /// <param name="asked">What a recipe asks for.</param>
    /// <param name="device">The device.</param>
    /// <returns>What was asked for, or float32 in the place of bfloat16 that the device lacks.</returns>
    public static ComputePrecision Possible(ComputePrecision asked, Device device) =>
        asked == ComputePrecision.BFloat16 && !Of(device) ? ComputePrecision.Full : asked;

    private static bool HasInstructions()
    {
        if (X86Base.CpuId(0, 0).Eax < ExtendedFeatures)
        {
            return false;
        }

        var features = X86Base.CpuId(ExtendedFeatures, 0);
        return (features.Edx & AmxBFloat16) != 0
            || (features.Eax >= 1 && (X86Base.CpuId(ExtendedFeatures, 1).Eax & Avx512BFloat16) != 0);
    }
}
