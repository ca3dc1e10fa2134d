namespace Arbex.Data;

/// <summary>What may be chosen when a dataset is opened; a reader takes what concerns it.</summary>
public sealed record DatasetReadOptions
{
    /// <summary>How FER+ votes become labels.</summary>
    /// <value>The default value is <see cref="FerPlusLabelRule.Majority"/>.</value>
    public FerPlusLabelRule LabelRule { get; init; } = FerPlusLabelRule.Majority;

    /// <summary>Whether the first frame of each labelled CK+ sequence is a sample of the class neutral.</summary>
    /// <value>The default value is <see langword="false"/>: seven classes without neutral.</value>
    public bool NeutralFirstFrames { get; init; }

    /// <summary>The file name of a manifest in the dataset's folder.</summary>
    /// <value>The default value is <see langword="null"/>: <c>manifest.csv</c> or <c>manifest.parquet</c>.</value>
    public string? Manifest { get; init; }

    /// <summary>Everything that can change an index, for the key of a kept one.</summary>
    internal string Key => ToString();
}
