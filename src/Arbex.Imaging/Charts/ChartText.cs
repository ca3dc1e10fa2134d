namespace Arbex.Imaging.Charts;

/// <summary>Sizes of texts on charts. A reader's own fonts are up to a fifth wider than the embedded ones that
/// measure here.</summary>
internal static class ChartText
{
    public const double Normal = 13;
    public const double Small = 12;

    private const double FontsDiffer = 1.2;

    public static double Width(string text, double size = Normal, bool bold = false) =>
        Drawing.Measure(text, new TextStyle((float)size, Bold: bold)) * FontsDiffer;

    public static string Fit(string text, double width, double size = Normal, bool bold = false) =>
        Drawing.Fit(text, (float)(width / FontsDiffer), new TextStyle((float)size, Bold: bold));
}
