namespace Arbex.Training;

/// <summary>A part of the network that is trained in its own way.</summary>
public sealed record ParameterGroup
{
    /// <summary>Start of the names of its parameters, as in a checkpoint, such as "encoder.landmark" or "balancer".</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Its learning rate as a multiple of the run's.</summary>
    /// <value>The default value is 1; pretrained backbones often want 0.1.</value>
    public double RateFactor { get; init; } = 1;

    /// <summary>Its weight decay; null for the run's.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Whether its weights stay as they are.</summary>
    /// <value>The default value is false.</value>
    public bool Frozen { get; init; }

    /// <summary>
    /// Whether its batch norms use their running statistics and leave them alone, as in evaluation; dropout is off too.
    /// </summary>
    /// <value>The default value is false; frozen pretrained weights usually want true.</value>
    public bool FrozenStatistics { get; init; }

    internal void Validated()
    {
        OptionCheck.That(
            !string.IsNullOrWhiteSpace(Prefix),
            "A parameter group has no prefix. Expected the start of parameters' names, such as \"encoder.landmark\".");
        OptionCheck.InRange(RateFactor, 0, 1e6, "parameterGroups.rateFactor");
        if (WeightDecay is { } decay)
        {
            OptionCheck.InRange(decay, 0, 10, "parameterGroups.weightDecay");
        }
    }
}
