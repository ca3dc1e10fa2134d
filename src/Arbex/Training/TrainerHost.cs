using Arbex.Networks;
using Arbex.Training.Teachers;

namespace Arbex.Training;

/// <summary>What surrounds a run: where it computes, writes and reports, and whose clock it reads.</summary>
public sealed record TrainerHost
{
    /// <summary>Device by name.</summary>
    /// <value>The default value is "cpu".</value>
    public string Device { get; init; } = "cpu";

    /// <summary>Where checkpoints and metrics go; null writes nothing.</summary>
    public RunFolder? Folder { get; init; }

    /// <summary>
    /// After how much time the last checkpoint is written again inside an epoch, so that a crash costs no more; changes
    /// no result.
    /// </summary>
    /// <value>The default value is five minutes.</value>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether a recipe's bfloat16 is kept on a device without instructions for it, where libtorch imitates them at a
    /// fraction of the speed. Otherwise such a device computes in float32, and <see cref="Warning"/> is told.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool ImitatesBFloat16 { get; init; }

    /// <summary>How batches are made ahead; changes no result.</summary>
    /// <value>The default value is <see cref="LoaderOptions"/>' own.</value>
    public LoaderOptions Loader { get; init; } = new();

    /// <summary>
    /// Told of the new network before training starts, to fill it with weights from elsewhere; a resumed run overwrites
    /// them.
    /// </summary>
    public Action<ArbexNet>? Start { get; init; }

    /// <summary>
    /// Answers of a frozen encoder that several runs share; changes no result. Null asks the encoder for every batch.
    /// </summary>
    public EmbeddingMemory? Memory { get; init; }

    /// <summary>
    /// Who the recipe's <see cref="Recipe.Distillation"/> learns from; on the same device, and not disposed of here. Null where its
    /// weight is 0.
    /// </summary>
    public Teacher? Teacher { get; init; }

    /// <summary>Told after every step and epoch.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>
    /// Told once of each picture that cannot be read, which is then left out; null stops the run instead.
    /// </summary>
    public Action<string>? Unreadable { get; init; }

    /// <summary>Told of what looks wrong but does not stop the run.</summary>
    public Action<string>? Warning { get; init; }

    /// <summary>The clock.</summary>
    /// <value>The default value is the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
