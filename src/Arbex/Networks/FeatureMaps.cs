using TorchSharp;

namespace Arbex.Networks;

/// <summary>Three maps of one picture, from fine to coarse; each [B, C, H, W].</summary>
/// <param name="Fine">Level 1.</param>
/// <param name="Middle">Level 2.</param>
/// <param name="Coarse">Level 3.</param>
public readonly record struct FeatureMaps(torch.Tensor Fine, torch.Tensor Middle, torch.Tensor Coarse)
{
    /// <summary>The map of a level.</summary>
    /// <param name="level">0, 1 or 2.</param>
    public torch.Tensor this[int level] => level switch
    {
        0 => Fine,
        1 => Middle,
        2 => Coarse,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Expected level 0, 1 or 2."),
    };

    /// <summary>Keeps the maps alive beyond the current dispose scope.</summary>
    internal FeatureMaps MoveToOuterDisposeScope() => new(
        Fine.MoveToOuterDisposeScope(), Middle.MoveToOuterDisposeScope(), Coarse.MoveToOuterDisposeScope());
}
