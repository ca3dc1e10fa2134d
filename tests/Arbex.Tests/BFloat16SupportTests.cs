using System.Runtime.InteropServices;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Tests;

public sealed class BFloat16SupportTests
{
    [Fact]
    public void The_processor_has_what_the_system_lists_of_it()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "Only Linux on x64 lists a processor's features in /proc/cpuinfo.");
        var features = File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("flags", StringComparison.Ordinal))
            .Split(' ');
        Assert.Equal(features.Contains("avx512_bf16") || features.Contains("amx_bf16"), BFloat16Support.OfProcessor);
    }

    [Fact]
    public void Only_bfloat16_gives_way_and_only_where_it_is_lacking()
    {
        Assert.Equal(ComputePrecision.Full, BFloat16Support.Possible(ComputePrecision.Full, CPU));
        Assert.Equal(
            BFloat16Support.OfProcessor ? ComputePrecision.BFloat16 : ComputePrecision.Full,
            BFloat16Support.Possible(ComputePrecision.BFloat16, CPU));
        var gpu = new Device(TorchSharp.DeviceType.CUDA, 0);
        Assert.Equal(ComputePrecision.BFloat16, BFloat16Support.Possible(ComputePrecision.BFloat16, gpu));
    }
}
