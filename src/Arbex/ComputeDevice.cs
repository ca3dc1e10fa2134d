using System.Globalization;
using static TorchSharp.torch;

namespace Arbex;

/// <summary>Devices by name: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
public static class ComputeDevice
{
    /// <summary>Finds a device.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArbexException">The name means nothing, or the device is not there.</exception>
    public static Device Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == "cpu")
        {
            return CPU;
        }

        var parts = name.Split(':');
        var index = 0;
        if (parts[0] != "cuda" || parts.Length > 2
            || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index)))
        {
            throw new ArbexException($"There is no device '{name}'. Expected cpu, cuda or cuda:N. Pass --device cpu.");
        }

        if (!cuda.is_available())
        {
            throw new ArbexException(
                $"The device '{name}' is not there: this build's libtorch sees no CUDA. Pass --device cpu, or build with "
                + "-p:ArbexBackend=cuda on a machine with an NVIDIA driver.");
        }

        var count = cuda.device_count();
        return index < count
            ? new Device(TorchSharp.DeviceType.CUDA, index)
            : throw new ArbexException(
                $"The device '{name}' is not there: {count} CUDA device(s) were found. Pass cuda:0 to cuda:{count - 1}.");
    }

    /// <summary>Sets how many threads libtorch computes with.</summary>
    /// <param name="threads">At least 1; 0 leaves libtorch's own choice.</param>
    public static void UseThreads(int threads)
    {
        if (threads > 0)
        {
            set_num_threads(threads);
        }
    }
}
