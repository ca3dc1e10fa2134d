namespace Arbex.Data;

/// <summary>How ten votes on a picture become a label distribution. Always named with a result.</summary>
/// <remarks>
/// Barsoum, Zhang, Canton Ferrer and Zhang, "Training Deep Networks for Facial Expression Recognition with
/// Crowd-Sourced Label Distribution" (ICMI 2016, arXiv:1608.01041), as their published training code applies it:
/// in all rules but <see cref="RawVotes"/> single votes count as outliers and become 0 first. Pictures whose top
/// answer is "unknown" or "not a face" are dropped; the remaining eight numbers are scaled to sum to 1.
/// </remarks>
public enum FerPlusLabelRule
{
    /// <summary>One-hot of the emotion with more than half of the counted votes; without one the picture is
    /// dropped. The paper's "majority voting".</summary>
    Majority,

    /// <summary>The emotions in falling order of votes until three quarters of the votes or three emotions are taken;
    /// dropped if that is at most half of the votes or a tie takes more than three. The published code's
    /// "crossentropy".</summary>
    Distribution,

    /// <summary>The numbers of <see cref="Distribution"/>, of which one emotion is drawn whenever the picture is
    /// learned from (<see cref="Training.LabelSampling"/>). The published code's "probability".</summary>
    Probability,

    /// <summary>Every emotion with at least 30 % of the votes, all of them alike, and a thousandth for each other
    /// emotion; dropped if they make at most half of the votes together. The published code's "multi_target", scaled
    /// to sum to 1; the first of the chosen emotions counts as the label.</summary>
    MultiTarget,

    /// <summary>The votes as they are, single ones included; ties for the top go to the first class.</summary>
    RawVotes,
}
