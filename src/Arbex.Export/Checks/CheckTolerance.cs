using Arbex.Inference;

namespace Arbex.Export.Checks;

/// <summary>How far a file may be from its network.</summary>
/// <param name="Output">Largest difference of a number.</param>
/// <param name="Tie">Largest lead of the network's answer over another one that the file may give.</param>
internal sealed record CheckTolerance(double Output, double Tie)
{
    /// <summary>What a precision can keep.</summary>
    public static CheckTolerance Of(ModelPrecision precision) => precision switch
    {
        ModelPrecision.Full => new(Output: 1e-4, Tie: 1e-5),
        _ => new(Output: 0.01, Tie: 0.02),
    };
}
