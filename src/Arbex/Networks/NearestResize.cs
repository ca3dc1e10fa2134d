using static TorchSharp.torch;

namespace Arbex.Networks;

/// <summary>
/// Brings a batch of pictures to a backbone's own input size by nearest-neighbour sampling, as the published networks
/// do inside their backbones: 224 to 112 keeps the even rows and columns.
/// </summary>
internal static class NearestResize
{
    /// <summary>[B, C, H, W] -> [B, C, side, side], always a fresh tensor or alias.</summary>
    public static Tensor To(Tensor images, int side) =>
        images.shape[2] == side && images.shape[3] == side
            ? images.alias()
            : nn.functional.interpolate(images, [side, side], mode: InterpolationMode.Nearest);
}
