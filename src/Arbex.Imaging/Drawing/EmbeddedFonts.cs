using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>The two faces that come with the library, so that pictures look alike on every machine.</summary>
internal static class EmbeddedFonts
{
    private static readonly Lazy<SKTypeface> Regular = new(() => Load("Roboto-Regular.ttf"));

    private static readonly Lazy<SKTypeface> Bold = new(() => Load("Roboto-Bold.ttf"));

    /// <summary>Makes a font to be disposed by the caller.</summary>
    /// <param name="style">Size and face.</param>
    public static SKFont Create(TextStyle style) =>
        new(style.Bold ? Bold.Value : Regular.Value, style.Size)
        {
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
            Subpixel = true,
        };

    private static SKTypeface Load(string file)
    {
        var name = $"Arbex.Imaging.Fonts.{file}";
        using var stream = typeof(EmbeddedFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its font {name}; it was built incompletely.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data)
            ?? throw new InvalidOperationException($"The embedded font {name} cannot be read.");
    }
}
