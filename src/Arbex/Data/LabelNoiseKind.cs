namespace Arbex.Data;

/// <summary>Which wrong classes mislabelled samples get.</summary>
public enum LabelNoiseKind
{
    /// <summary>One of the other classes, all equally likely.</summary>
    Symmetric,

    /// <summary>The one class that its true class is mistaken for; see <see cref="LabelPairs"/>.</summary>
    PairFlip,
}
