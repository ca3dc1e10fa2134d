namespace Arbex.Training;

/// <summary>How a training sample's label becomes its target.</summary>
public sealed record TrainingDataOptions
{
    /// <summary>
    /// Whether each epoch draws one class from a sample's label distribution (<see cref="LabelSampling"/>) instead of
    /// learning from the distribution itself. Changes nothing where labels are one-hot.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SampleOneLabel { get; init; }
}
