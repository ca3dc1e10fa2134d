using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Arbex;

/// <summary>Process-wide settings of the native side that libtorch runs badly without; made once, before the first network.</summary>
/// <remarks>
/// <para>
/// glibc gives big blocks back to the system when they are freed, so every large tensor of every step is paged in
/// anew: a third of a training step on the CPU. Keeping them raised <c>compact</c> training from 57 to 92 images/s
/// (bench/Arbex.Benchmarks, <c>speed</c>, two cores). See docs/decisions/0011.
/// </para>
/// <para>
/// On processors that NNPACK does not know, libtorch writes a warning to standard error for each convolution of a
/// single picture, straight from native code. Without NNPACK it takes the path that it takes after the warning anyway.
/// </para>
/// </remarks>
internal static partial class NativeRuntime
{
    private const int TrimThreshold = -1;
    private const int TopPadding = -2;
    private const int MmapThreshold = -3;
    private const int Mebibyte = 1 << 20;

    private static readonly Lock Gate = new();
    private static bool _prepared;

    /// <summary>Makes the settings where they apply (Linux with glibc); does nothing the second time.</summary>
    public static void Prepare()
    {
        lock (Gate)
        {
            if (_prepared || !OperatingSystem.IsLinux())
            {
                return;
            }

            _prepared = true;
            KeepFreedMemory();
            LeaveNnpackOut();
        }
    }

    private static void KeepFreedMemory()
    {
        if (!NativeLibrary.TryLoad("libc.so.6", out var library) || !NativeLibrary.TryGetExport(library, "mallopt", out _))
        {
            return; // musl has no such setting
        }

        // Older versions of glibc refuse more than 32 MiB.
        if (SetMallocOption(MmapThreshold, 1024 * Mebibyte) == 0)
        {
            _ = SetMallocOption(MmapThreshold, 32 * Mebibyte);
        }

        _ = SetMallocOption(TrimThreshold, 512 * Mebibyte);
        _ = SetMallocOption(TopPadding, 64 * Mebibyte);
    }

    private static unsafe void LeaveNnpackOut()
    {
        using var loadsLibTorch = empty(0);
        if (NativeLibrary.TryLoad("libtorch_cpu.so", typeof(TorchSharp.torch).Assembly, null, out var library)
            && NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out var context)
            && NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledNNPACKEb", out var enable))
        {
            ((delegate* unmanaged<nint, byte, void>)enable)(((delegate* unmanaged<nint>)context)(), 0);
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetMallocOption(int option, int value);
}
