namespace Arbex.Data;

/// <summary>What may be chosen when a dataset is opened; a reader takes what concerns it.</summary>
public sealed record DatasetReadOptions
{
    /// <summary>How FER+ votes become labels.</summary>
    /// <value>The default value is <see cref="FerPlusLabelRule.Majority"/>.</value>
    public FerPlusLabelRule LabelRule { get; init; } = FerPlusLabelRule.Majority;

    /// <summary>Everything that can change an index, for the key of a kept one.</summary>
    internal string Key => ToString();
}
