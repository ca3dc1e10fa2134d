namespace Arbex.Training;

/// <summary>Adam (AdamW where weights decay), its learning rate, and what is done around a step.</summary>
public sealed record OptimizerOptions
{
    /// <summary>Learning rate at its highest.</summary>
    /// <value>The default value is 0.0003 (section 4.3).</value>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>How the learning rate falls.</summary>
    /// <value>The default value is <see cref="LearningRateSchedule.Exponential"/> (section 4.3).</value>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Exponential;

    /// <summary>Factor by which the exponential schedule multiplies the rate after each epoch.</summary>
    /// <value>The default value is 0.995 (section 4.3).</value>
    public double Gamma { get; init; } = 0.995;

    /// <summary>Epochs, or a part of one, over which the rate first grows from 0.</summary>
    /// <value>The default value is 0.</value>
    public double WarmupEpochs { get; init; }

    /// <summary>Decay of weights, decoupled from the gradient (AdamW); 0 is Adam.</summary>
    /// <value>The default value is 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>Largest norm of all gradients together; 0 leaves them as they are.</summary>
    /// <value>The default value is 0.</value>
    public double GradientClip { get; init; }

    /// <summary>
    /// Radius of sharpness-aware minimisation (SAM): gradients are taken where the loss is worst within this distance,
    /// which costs a second pass; 0 is without.
    /// </summary>
    /// <value>The default value is 0; 0.05 is usual.</value>
    public double SharpnessRadius { get; init; }

    /// <summary>Batches whose gradients are averaged into one step; the last step of an epoch may have fewer.</summary>
    /// <value>The default value is 1.</value>
    public int Accumulation { get; init; } = 1;

    /// <summary>Epochs without a better validation loss after which the plateau schedule lowers the rate.</summary>
    /// <value>The default value is 5.</value>
    public int PlateauPatience { get; init; } = 5;

    /// <summary>Factor by which the plateau schedule lowers the rate.</summary>
    /// <value>The default value is 0.5.</value>
    public double PlateauFactor { get; init; } = 0.5;

    /// <summary>The learning rate at a point of the run, before the plateau schedule's lowering.</summary>
    /// <param name="progress">Epochs done, with the part of the current one.</param>
    /// <param name="epochs">Epochs of the whole run.</param>
    public double RateAt(double progress, int epochs)
    {
        var warmup = WarmupEpochs > 0 ? Math.Min(1, (progress + 1e-3) / WarmupEpochs) : 1;
        var factor = Schedule switch
        {
            LearningRateSchedule.Exponential => Math.Pow(Gamma, Math.Floor(progress)),
            LearningRateSchedule.Cosine => 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, progress / epochs))),
            _ => 1,
        };
        return LearningRate * warmup * factor;
    }

    internal void Validated()
    {
        OptionCheck.Positive(LearningRate, "optimizer.learningRate");
        OptionCheck.InRange(Gamma, 1e-6, 1, "optimizer.gamma");
        OptionCheck.InRange(WarmupEpochs, 0, 10000, "optimizer.warmupEpochs");
        OptionCheck.InRange(WeightDecay, 0, 10, "optimizer.weightDecay");
        OptionCheck.InRange(GradientClip, 0, 1e6, "optimizer.gradientClip");
        OptionCheck.InRange(SharpnessRadius, 0, 100, "optimizer.sharpnessRadius");
        OptionCheck.InRange(Accumulation, 1, 65536, "optimizer.accumulation");
        OptionCheck.InRange(PlateauPatience, 0, 1_000_000, "optimizer.plateauPatience");
        OptionCheck.InRange(PlateauFactor, 1e-6, 1, "optimizer.plateauFactor");
        OptionCheck.That(
            SharpnessRadius == 0 || Accumulation == 1,
            $"optimizer.sharpnessRadius is {SharpnessRadius} and optimizer.accumulation {Accumulation}. Sharpness-aware "
            + "minimisation needs both of its passes on one batch: set accumulation to 1 and raise batchSize.");
        OptionCheck.Defined(Schedule, "optimizer.schedule");
    }
}

/// <summary>How the learning rate falls.</summary>
public enum LearningRateSchedule
{
    /// <summary>Multiplied by gamma after each epoch, as in the paper.</summary>
    Exponential,

    /// <summary>Half a cosine wave from the full rate to 0.</summary>
    Cosine,

    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>Lowered whenever the validation loss has not improved for some epochs.</summary>
    Plateau,
}
