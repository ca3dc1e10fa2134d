using TorchSharp.Modules;

namespace Arbex.Training;

/// <summary>A parameter and how it is trained.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="RateFactor">Its learning rate as a multiple of the run's.</param>
/// <param name="WeightDecay">Its decoupled weight decay.</param>
internal sealed record TrainedParameter(Parameter Parameter, double RateFactor, double WeightDecay)
{
    /// <summary>All with one rate; those that need no gradient are left out, those with one dimension do not decay.</summary>
    public static IReadOnlyList<TrainedParameter> Of(IEnumerable<Parameter> parameters, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        return
        [
            .. parameters
                .Where(parameter => parameter.requires_grad)
                .Select(parameter => new TrainedParameter(parameter, 1, parameter.dim() > 1 ? weightDecay : 0)),
        ];
    }
}
