using static TorchSharp.torch;

namespace Arbex.Networks;

/// <summary>
/// Lays pictures out with the channels last in memory, their shape unchanged: convolutions on the CPU are faster so, and windows
/// of what comes out cost no copy.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>[B, C, H, W] -> [B, C, H, W].</summary>
    public static Tensor Of(Tensor images) => images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2); // [B, C, H, W]
}
