namespace Arbex.Networks;

/// <summary>What follows the convolutions of a stream.</summary>
public enum ChannelActivation
{
    /// <summary>PReLU: a learned slope for each channel below zero, as IR-50 and MobileFaceNet have it.</summary>
    LearnedSlope,

    /// <summary>ReLU: zero below zero. Its backward pass is many times as fast on a processor, and it is made for int8.</summary>
    Rectifier,
}
