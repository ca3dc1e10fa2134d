using Arbex.Data;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Whether a recipe and what surrounds its run go together; found out before any tensor is made.</summary>
internal static class TrainerChecks
{
    /// <summary>Remembered embeddings are of use only where the encoder stays as it is.</summary>
    public static void Memory(Recipe recipe, TrainerHost host) => OptionCheck.That(
        host.Memory is null || ParameterGrouping.FreezesEncoder(recipe.ParameterGroups),
        "A memory of embeddings was given, but the recipe's parameterGroups let the encoder learn. Expected a group with "
        + "the prefix \"encoder\", frozen and frozenStatistics. Freeze it, or leave the memory out.");

    /// <summary>A recipe that distils needs a teacher that fits, and a teacher a recipe that distils.</summary>
    public static void Teacher(Recipe recipe, IFaceDataset dataset, TrainerHost host)
    {
        recipe.Distillation.CheckTeacher(host.Teacher is not null);
        host.Teacher?.CheckFits(recipe, dataset.Labels);
    }

    /// <summary>The recipe's numbers where the device has them, else float32; the host is told of that.</summary>
    public static ComputePrecision PossiblePrecision(Recipe recipe, TrainerHost host, Device device)
    {
        var possible = host.ImitatesBFloat16 ? recipe.Precision : BFloat16Support.Possible(recipe.Precision, device);
        if (possible != recipe.Precision)
        {
            host.Warning?.Invoke(
                "The recipe asks for bFloat16, for which this processor has no instructions (AVX-512 BF16 or AMX): the "
                + "network trains in float32, which is much faster here than imitating them. Set \"precision\": \"full\" "
                + "to train in float32 everywhere.");
        }

        return possible;
    }
}
