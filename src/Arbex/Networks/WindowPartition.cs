using static TorchSharp.torch;

namespace Arbex.Networks;

/// <summary>Cuts a map into non-overlapping windows of tokens and puts it together again (paper section 3.2).</summary>
public static class WindowPartition
{
    /// <summary>Cuts: [B, H, W, C] -> [B x windows, w x w, C].</summary>
    /// <param name="map">Channels-last map whose sides are multiples of <paramref name="window"/>.</param>
    /// <param name="window">Side w of a window.</param>
    public static Tensor Split(Tensor map, int window)
    {
        ArgumentNullException.ThrowIfNull(map);
        var (b, h, w, c) = (map.shape[0], map.shape[1], map.shape[2], map.shape[3]);
        return map
            .view(b, h / window, window, w / window, window, c) // [B, H/w, w, W/w, w, C]
            .permute(0, 1, 3, 2, 4, 5)                          // [B, H/w, W/w, w, w, C]
            .reshape(-1, window * window, c);                   // [B x windows, w x w, C]
    }

    /// <summary>Joins: [B x windows, w x w, C] -> [B, H, W, C]; the inverse of <see cref="Split"/>.</summary>
    /// <param name="windows">Window tokens.</param>
    /// <param name="window">Side w of a window.</param>
    /// <param name="height">Rows H of the map.</param>
    /// <param name="width">Columns W of the map.</param>
    public static Tensor Join(Tensor windows, int window, long height, long width)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var c = windows.shape[2];
        return windows
            .view(-1, height / window, width / window, window, window, c) // [B, H/w, W/w, w, w, C]
            .permute(0, 1, 3, 2, 4, 5)                                    // [B, H/w, w, W/w, w, C]
            .reshape(-1, height, width, c);                               // [B, H, W, C]
    }
}
