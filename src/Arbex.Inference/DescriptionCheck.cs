namespace Arbex.Inference;

/// <summary>
/// Checks what a model's description says beyond its form. It comes out of files from anywhere, and its texts and numbers go into
/// tables, reports and other files.
/// </summary>
internal static class DescriptionCheck
{
    /// <summary>The most characters of a class's name.</summary>
    public const int LongestLabel = 200;

    /// <summary>The most characters of any other text.</summary>
    public const int LongestText = 10_000;

    /// <summary>Checks a description.</summary>
    /// <param name="description">What was read.</param>
    /// <param name="path">The model file, for messages.</param>
    /// <exception cref="ArbexException">It says what cannot be.</exception>
    public static void Check(ModelDescription description, string path)
    {
        if (description.Labels.IsDefaultOrEmpty)
        {
            throw Refused(path, "names no class", "at least one");
        }

        if (description.Labels.Any(string.IsNullOrEmpty) || description.Labels.Distinct(StringComparer.Ordinal).Count() < description.Labels.Length)
        {
            throw Refused(path, $"has the classes {string.Join(", ", description.Labels.Take(20))}", "names that differ");
        }

        foreach (var label in description.Labels)
        {
            CheckText(path, "class name", label, LongestLabel, char.IsControl);
        }

        CheckText(path, "name", description.Name);
        CheckText(path, "licence", description.Licence);
        CheckText(path, "trainedOn", description.TrainedOn);
        CheckText(path, "selectedOn", description.SelectedOn);
        foreach (var (name, version) in description.Versions)
        {
            CheckText(path, "version's name", name);
            CheckText(path, $"version of {name}", version ?? throw Refused(path, $"has no version of '{name}'", "a text"));
        }

        foreach (var (name, value) in description.Metrics)
        {
            CheckText(path, "metric's name", name);
            Require(path, double.IsFinite(value), FormattableString.Invariant($"has the metric {name} = {value}"), "a number that is finite");
        }

        Require(
            path, Enum.IsDefined(description.Precision), $"has the precision {(int)description.Precision}", "full, half or quantized");
        if (description.Calibration is { } calibration)
        {
            Check(calibration, path);
        }

        description.Preprocessing.Validated();
    }

    private static void Check(ConfidenceCalibration calibration, string path)
    {
        Require(
            path, calibration.Temperature > 0 && double.IsFinite(calibration.Temperature),
            FormattableString.Invariant($"has the temperature {calibration.Temperature}"), "a number above 0");
        CheckText(path, "measuredOn", calibration.MeasuredOn);
        Require(
            path, calibration.Samples >= 0 && calibration.Groups is null or >= 0,
            $"was measured on {calibration.Samples} faces of {calibration.Groups ?? 0} subjects", "numbers from 0");
        foreach (var point in calibration.Points)
        {
            Require(
                path,
                point is not null && IsNumber(point.Threshold) && IsNumber(point.Coverage) && IsNumber(point.Risk)
                && IsNumber(point.RiskBound),
                $"has the point of risk {Shown(point)}", "four numbers that are finite and not negative");
        }
    }

    private static bool IsNumber(double number) => number >= 0 && double.IsFinite(number);

    private static string Shown(RiskPoint? point) => point is null
        ? "null"
        : FormattableString.Invariant($"{point.Threshold}, {point.Coverage}, {point.Risk}, {point.RiskBound}");

    private static void CheckText(string path, string what, string? text) =>
        CheckText(path, what, text, LongestText, static c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    private static void CheckText(string path, string what, string? text, int longest, Func<char, bool> isRefused)
    {
        if (text is null)
        {
            return;
        }

        Require(path, text.Length <= longest, $"has a {what} of {text.Length} characters", $"at most {longest}");
        var wrong = text.FirstOrDefault(isRefused);
        Require(
            path, !text.Any(isRefused), $"has a {what} with the control character U+{(int)wrong:X4}", "a text that can be shown");
    }

    private static void Require(string path, bool holds, string found, string expected)
    {
        if (!holds)
        {
            throw Refused(path, found, expected);
        }
    }

    private static ArbexException Refused(string path, string found, string expected) => new(
        $"The description inside '{path}' {found}. Expected {expected}. Export the model again with 'arbex export'.");
}
