using System.Collections.Immutable;
using Arbex.Data;
using Arbex.Imaging;
using Arbex.Losses;
using Arbex.Networks;
using Arbex.Training.Teachers;

namespace Arbex.Training;

/// <summary>Everything that decides a training run besides the data: the recipe file holds exactly this.</summary>
public sealed record Recipe
{
    /// <summary>The preset whose sizes <see cref="Network"/> starts from.</summary>
    /// <value>The default value is "compact".</value>
    public string Preset { get; init; } = "compact";

    /// <summary>All sizes of the network; a recipe file names only what differs from the preset.</summary>
    public ArbexOptions Network { get; init; } = ArbexOptions.Compact;

    /// <summary>How a picture becomes the input; the side is the network's.</summary>
    public FacePreprocessing Preprocessing { get; init; } = new() { InputSize = ArbexOptions.Compact.InputSize };

    /// <summary>Random changes of training pictures.</summary>
    /// <value>The default value is the paper's: resize, random crop, flip.</value>
    public FaceAugmentation Augmentation { get; init; } = FaceAugmentation.Paper;

    /// <summary>The balanced choice of samples made each epoch.</summary>
    public DataRefinementOptions Refinement { get; init; } = new();

    /// <summary>How labels become targets.</summary>
    public TrainingDataOptions Data { get; init; } = new();

    /// <summary>
    /// Alpha of <see cref="Training.Mixup"/>, which blends pairs of training faces and their targets; 0 is none.
    /// </summary>
    /// <value>The default value is 0; 0.2 is usual where it helps.</value>
    public double Mixup { get; init; }

    /// <summary>The three losses.</summary>
    public LossOptions Loss { get; init; } = new();

    /// <summary>Learning from trained networks beside the labels; they are given where the run is started.</summary>
    public DistillationOptions Distillation { get; init; } = new();

    /// <summary>Optimiser and learning rate.</summary>
    public OptimizerOptions Optimizer { get; init; } = new();

    /// <summary>Number of epochs.</summary>
    /// <value>The default value is 1000 (section 4.3).</value>
    public int Epochs { get; init; } = 1000;

    /// <summary>Samples in a step.</summary>
    /// <value>The default value is 64; the paper does not say.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>Seed of everything random.</summary>
    /// <value>The default value is 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Parts of the network that are trained in their own way; of several that fit the last counts.</summary>
    /// <value>The default value is empty: everything is trained alike.</value>
    public ImmutableArray<ParameterGroup> ParameterGroups { get; init; } = [];

    /// <summary>In what numbers the encoder computes while it learns; validation is in float32.</summary>
    /// <value>The default value is <see cref="ComputePrecision.Full"/>.</value>
    public ComputePrecision Precision { get; init; }

    /// <summary>Decay of the moving average of the weights, which is what gets evaluated and kept; 0 is none.</summary>
    /// <value>The default value is 0.</value>
    public double WeightAverage { get; init; }

    /// <summary>Checks everything that can be checked without data.</summary>
    /// <returns>This recipe.</returns>
    /// <exception cref="ArbexException">A value is out of range or does not fit another one.</exception>
    public Recipe Validated()
    {
        OptionCheck.Given(Network, "network");
        OptionCheck.Given(Preprocessing, "preprocessing");
        OptionCheck.Given(Augmentation, "augmentation");
        OptionCheck.Given(Refinement, "refinement");
        OptionCheck.Given(Data, "data");
        OptionCheck.Given(Loss, "loss");
        OptionCheck.Given(Distillation, "distillation");
        OptionCheck.Given(Optimizer, "optimizer");
        Network.Validated();
        Preprocessing.Validated();
        Augmentation.Validated();
        Refinement.Validated();
        Data.Validated();
        Loss.Validated();
        Distillation.Validated();
        Optimizer.Validated();
        OptionCheck.Given(ParameterGroups, "parameterGroups");
        foreach (var group in ParameterGroups)
        {
            OptionCheck.Given(group, "parameterGroups");
            group.Validated();
        }

        OptionCheck.Defined(Precision, "precision");
        OptionCheck.InRange(Mixup, 0, Training.Mixup.LargestAlpha, "mixup");
        OptionCheck.InRange(Epochs, 1, 1_000_000, "epochs");
        OptionCheck.InRange(BatchSize, 2, 65536, "batchSize");
        OptionCheck.InRange(WeightAverage, 0, 0.99999, "weightAverage");
        OptionCheck.That(
            Preprocessing.InputSize == Network.InputSize,
            $"preprocessing.inputSize is {Preprocessing.InputSize} and network.inputSize {Network.InputSize}. "
            + "They must be equal.");
        return this;
    }
}
