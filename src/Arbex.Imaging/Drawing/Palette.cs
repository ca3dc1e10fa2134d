namespace Arbex.Imaging;

/// <summary>Colours as 0xAARRGGBB, told apart by colour-blind readers too (Okabe and Ito).</summary>
internal static class Palette
{
    public const uint White = 0xFFFFFFFF;
    public const uint Ink = 0xFF1F2328;
    public const uint QuietInk = 0xFF6A737D;
    public const uint Line = 0xFFE3E6EA;
    public const uint Ground = 0xFFF4F5F7;
    public const uint Blue = 0xFF0072B2;
    public const uint Vermillion = 0xFFD55E00;
    public const uint Orange = 0xFFE69F00;
    public const uint Grey = 0xFF9AA1A9;

    /// <summary>Mixes a colour with white.</summary>
    /// <param name="colour">Opaque colour.</param>
    /// <param name="share">How much of the colour stays, in [0, 1].</param>
    public static uint Tint(uint colour, double share)
    {
        var mixed = 0xFFu;
        for (var shift = 16; shift >= 0; shift -= 8)
        {
            var part = (colour >> shift) & 0xFF;
            mixed = (mixed << 8) | (uint)Math.Round(255 + ((part - 255.0) * share));
        }

        return mixed;
    }
}
