using Arbex.Evaluation;

namespace Arbex.Training.Ablations;

/// <summary>The numbers of a run that the tables compare, as fractions.</summary>
public sealed record AblationScores
{
    /// <summary>Share of right answers of L_final.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Share of right answers of l; null where it was not measured.</summary>
    public double? PrimaryAccuracy { get; init; }

    /// <summary>Share of right answers of t_g alone; null without anchors.</summary>
    public double? AnchorAccuracy { get; init; }

    /// <summary>Share of right answers of t_a alone; null without anchors.</summary>
    public double? AttentionAccuracy { get; init; }

    /// <summary>Mean precision of the classes.</summary>
    public double? Precision { get; init; }

    /// <summary>Mean recall of the classes.</summary>
    public double? Recall { get; init; }

    /// <summary>Mean F1 of the classes.</summary>
    public double? F1 { get; init; }

    /// <summary>Expected calibration error, 15 bins.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>Negative log-likelihood.</summary>
    public double? Nll { get; init; }

    /// <summary>Brier score.</summary>
    public double? Brier { get; init; }

    /// <summary>Area under the risk-coverage curve.</summary>
    public double? Aurc { get; init; }

    /// <summary>Takes the numbers from an evaluation.</summary>
    /// <param name="document">The evaluation.</param>
    public static AblationScores From(EvaluationDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var final = document.Final;
        return new AblationScores
        {
            Accuracy = final.Accuracy,
            PrimaryAccuracy = document.Primary.Accuracy,
            AnchorAccuracy = document.Anchor?.Accuracy,
            AttentionAccuracy = document.Attention?.Accuracy,
            Precision = final.MacroPrecision,
            Recall = final.MacroRecall,
            F1 = final.MacroF1,
            CalibrationError = final.Ece,
            Nll = final.Nll,
            Brier = final.Brier,
            Aurc = final.Aurc,
        };
    }
}
