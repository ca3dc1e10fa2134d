using Arbex.Imaging.Charts;

namespace Arbex.Training;

/// <summary>The course of training as charts: one run's accuracies and losses, or several runs over one another (the
/// paper's figure 7).</summary>
public static class TrainingCurves
{
    /// <summary>Accuracy by epoch: of training faces as the network saw them, and of L_final and l on the validation
    /// part where there is one.</summary>
    /// <param name="epochs">At least one, rising.</param>
    public static Sketch Accuracies(IReadOnlyList<EpochResult> epochs) => Chart(
        "Accuracy by epoch", "accuracy", isShare: true, epochs,
        ("validation, L_final", epoch => epoch.ValidAccuracy, CurveKind.Solid),
        ("validation, l", epoch => epoch.ValidPrimaryAccuracy, CurveKind.Dashed),
        ("training, as seen", epoch => epoch.TrainAccuracy, CurveKind.Solid));

    /// <summary>Loss by epoch: the weighted sum that is trained and its three parts, and the negative log-likelihoods
    /// of L_final and l on the validation part where there is one.</summary>
    /// <param name="epochs">At least one, rising.</param>
    public static Sketch Losses(IReadOnlyList<EpochResult> epochs) => Chart(
        "Losses by epoch", "loss", isShare: false, epochs,
        ("validation, L_final", epoch => epoch.ValidLoss, CurveKind.Solid),
        ("validation, l", epoch => epoch.ValidPrimaryLoss, CurveKind.Dashed),
        ("training, total", epoch => epoch.Loss, CurveKind.Solid),
        ("training, class", epoch => epoch.ClassLoss, CurveKind.Solid),
        ("training, anchor", epoch => epoch.AnchorLoss, CurveKind.Solid),
        ("training, centre", epoch => epoch.CenterLoss, CurveKind.Solid));

    /// <summary>Both charts of a run, side by side.</summary>
    /// <param name="epochs">At least one, rising.</param>
    public static Sketch Both(IReadOnlyList<EpochResult> epochs) =>
        Sketch.Row("Accuracy and losses by epoch", Accuracies(epochs), Losses(epochs));

    /// <summary>Validation accuracies of L_final of several settings over one another; a setting with several runs,
    /// such as seeds, is the mean of those that have the epoch.</summary>
    /// <param name="settings">One to <see cref="CurveChart.MostCurves"/>, each with the epochs of its runs.</param>
    /// <returns>Null where no run was validated.</returns>
    public static Sketch? Compare(IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<EpochResult>> Runs)> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Curve[] curves = [.. settings.Select(setting => MeanAccuracy(setting.Name, setting.Runs)).OfType<Curve>()];
        return curves.Length == 0
            ? null
            : CurveChart.Draw(
                "Validation accuracy by epoch", Epochs(curves.Max(curve => curve.X[^1])),
                ChartAxis.FromZero("validation accuracy", curves.SelectMany(curve => curve.Y), isShare: true), curves);
    }

    private static Curve? MeanAccuracy(string name, IReadOnlyList<IReadOnlyList<EpochResult>> runs)
    {
        var means = runs.SelectMany(epochs => epochs).Where(epoch => epoch.ValidAccuracy is not null)
            .GroupBy(epoch => epoch.Epoch, epoch => epoch.ValidAccuracy!.Value)
            .OrderBy(epoch => epoch.Key).Select(epoch => (Epoch: (double)epoch.Key, Mean: epoch.Average())).ToArray();
        return means.Length == 0
            ? null
            : new(name, [.. means.Select(mean => mean.Epoch)], [.. means.Select(mean => mean.Mean)]);
    }

    private static Sketch Chart(
        string title, string measured, bool isShare, IReadOnlyList<EpochResult> epochs,
        params (string Name, Func<EpochResult, double?> Value, CurveKind Kind)[] kinds)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs.Count, 1, nameof(epochs));
        double[] numbers = [.. epochs.Select(epoch => (double)epoch.Epoch)];
        Curve[] curves =
        [
            .. kinds.Where(kind => epochs.Any(epoch => kind.Value(epoch) is not null)).Select(kind => new Curve(
                kind.Name, numbers, [.. epochs.Select(epoch => kind.Value(epoch) ?? double.NaN)], kind.Kind)),
        ];
        return CurveChart.Draw(
            title, Epochs(numbers[^1]),
            ChartAxis.FromZero(measured, curves.SelectMany(curve => curve.Y), isShare), curves);
    }

    private static ChartAxis Epochs(double last) => new("epoch", 0, Math.Max(2, last), IsWhole: true);
}
