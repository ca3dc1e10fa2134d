namespace Arbex.Imaging;

/// <summary>What the frame around a face says.</summary>
public enum TileFrame
{
    /// <summary>Grey: nothing is said.</summary>
    Neutral,

    /// <summary>Blue: recognised rightly.</summary>
    Right,

    /// <summary>Vermillion: recognised wrongly.</summary>
    Wrong,
}

/// <summary>One face on a contact sheet.</summary>
/// <param name="Image">The face; any size.</param>
/// <param name="Captions">Lines below it, such as "happiness 0.93"; the first is set bold; too long ones are
/// shortened.</param>
/// <param name="Frame">The colour around it.</param>
public sealed record ContactSheetTile(
    ImageBuffer Image, IReadOnlyList<string> Captions, TileFrame Frame = TileFrame.Neutral);
