namespace Arbex.Imaging.Charts;

/// <summary>What a colour is for. A report can show the same chart on a dark ground by giving tones other colours.
/// </summary>
internal enum Tone
{
    Paper,
    Ink,
    Quiet,
    Line,
    Ground,
    White,
    Blue,
    Orange,
    Green,
    Vermillion,
    Purple,
    Sky,
    Yellow,
    Grey,
}

/// <summary>The colours of tones on paper.</summary>
internal static class Tones
{
    /// <summary>Colours of classes and series, told apart by colour-blind readers too (Okabe and Ito).</summary>
    public static readonly Tone[] Series =
    [
        Tone.Blue, Tone.Orange, Tone.Green, Tone.Vermillion, Tone.Purple, Tone.Sky, Tone.Ink, Tone.Yellow,
    ];

    /// <summary>The colour on paper, 0xAARRGGBB.</summary>
    public static uint OnPaper(Tone tone) => tone switch
    {
        Tone.Paper or Tone.White => Palette.White,
        Tone.Ink => Palette.Ink,
        Tone.Quiet => Palette.QuietInk,
        Tone.Line => Palette.Line,
        Tone.Ground => Palette.Ground,
        Tone.Blue => Palette.Blue,
        Tone.Orange => Palette.Orange,
        Tone.Green => 0xFF009E73,
        Tone.Vermillion => Palette.Vermillion,
        Tone.Purple => 0xFFCC79A7,
        Tone.Sky => 0xFF56B4E9,
        Tone.Yellow => 0xFFF0E442,
        _ => Palette.Grey,
    };
}
