using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Arbex.Tests;

/// <summary>
/// Tests run beside one another, so each computes on one thread: several teams of threads on the same few cores would
/// spend their time waiting for one another.
/// </summary>
internal static class OneThread
{
    [ModuleInitializer]
    internal static void Set() => set_num_threads(1);
}
