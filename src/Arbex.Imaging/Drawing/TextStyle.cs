namespace Arbex.Imaging;

/// <summary>How a text is drawn.</summary>
/// <param name="Size">Height of the letters' body, in points of the drawing.</param>
/// <param name="Colour">0xAARRGGBB.</param>
/// <param name="Bold">Whether the bold face is used.</param>
internal readonly record struct TextStyle(float Size, uint Colour = Palette.Ink, bool Bold = false);

/// <summary>Which end of a text lies at the given place.</summary>
internal enum TextAnchor
{
    /// <summary>The text begins there.</summary>
    Left,

    /// <summary>The text ends there.</summary>
    Right,

    /// <summary>The text's middle lies there.</summary>
    Centre,
}
