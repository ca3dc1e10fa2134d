using System.Globalization;

namespace Arbex.Evaluation.Report;

/// <summary>Numbers as a reader sees them; a dash for what is undefined.</summary>
internal static class Shown
{
    private const string Nothing = "–";

    public static string Count(long count) => count.ToString("n0", CultureInfo.InvariantCulture);

    public static string Percent(double share) =>
        double.IsFinite(share) ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "\u00A0%" : Nothing;

    public static string Number(double value) =>
        double.IsFinite(value) ? Signed(value.ToString("0.000", CultureInfo.InvariantCulture)) : Nothing;

    public static string Value(MetricEntry metric, double value) => metric.IsShare ? Percent(value) : Number(value);

    /// <summary>"78.9 – 81.7 %".</summary>
    public static string Range(MetricEntry metric, MetricInterval interval) =>
        !double.IsFinite(interval.Low) || !double.IsFinite(interval.High) ? ""
        : metric.IsShare
            ? $"{Percent(interval.Low)[..^2]} – {Percent(interval.High)}"
            : $"{Number(interval.Low)} – {Number(interval.High)}";

    /// <summary>"+0.1 points" of a share, "+0.012" of another number.</summary>
    public static string Difference(MetricEntry metric, double value)
    {
        var number = (metric.IsShare ? 100 * value : value)
            .ToString(metric.IsShare ? "+0.0;-0.0;0.0" : "+0.000;-0.000;0.000", CultureInfo.InvariantCulture);
        return Signed(number) + (metric.IsShare ? "\u00A0points" : "");
    }

    /// <summary>"-0.3 to +0.5".</summary>
    public static string DifferenceRange(MetricEntry metric, MetricInterval interval) =>
        $"{Difference(metric, interval.Low).Split('\u00A0')[0]} to "
            + $"{Difference(metric, interval.High).Split('\u00A0')[0]}";

    public static string PValue(double p) =>
        p < 0.001 ? "p < 0.001" : "p = " + p.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Signed(string number) => number.Replace('-', '−');
}
