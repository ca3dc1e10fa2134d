using Arbex.Imaging;

namespace Arbex.Training;

/// <summary>What is in a batch; together with seed, epoch and samples it decides every number there.</summary>
public sealed record BatchOptions
{
    /// <summary>How a picture becomes the input.</summary>
    public required FacePreprocessing Preprocessing { get; init; }

    /// <summary>Random changes of pictures.</summary>
    /// <value>The default value is <see cref="FaceAugmentation.None"/>, which evaluation needs.</value>
    public FaceAugmentation Augmentation { get; init; } = FaceAugmentation.None;

    /// <summary>Samples in a batch, except the last.</summary>
    /// <value>The default value is 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>Whether a batch of one is left out, which batch norm cannot train on.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool DropSingle { get; init; }

    /// <summary>Alpha of <see cref="Training.Mixup"/>.</summary>
    /// <value>The default value is 0: no mixing.</value>
    public double Mixup { get; init; }

    /// <summary>Whether the target is one class drawn from the sample's distribution instead of the distribution.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SampleOneLabel { get; init; }

    /// <summary>The batches that a recipe trains on.</summary>
    /// <param name="recipe">The recipe.</param>
    public static BatchOptions ForTraining(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return new()
        {
            Preprocessing = recipe.Preprocessing,
            Augmentation = recipe.Augmentation,
            BatchSize = recipe.BatchSize,
            DropSingle = true,
            Mixup = recipe.Mixup,
            SampleOneLabel = recipe.Data.SampleOneLabel,
        };
    }

    /// <summary>Checks the values.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ArbexException">A value is out of range.</exception>
    public BatchOptions Validated()
    {
        OptionCheck.Given(Preprocessing, "preprocessing");
        OptionCheck.Given(Augmentation, "augmentation");
        Preprocessing.Validated();
        Augmentation.Validated();
        OptionCheck.InRange(BatchSize, 1, 65536, "batchSize");
        OptionCheck.InRange(Mixup, 0, Training.Mixup.LargestAlpha, "mixup");
        return this;
    }
}
