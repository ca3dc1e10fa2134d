using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Exponential moving average of a network's weights: steadier than the last step's weights.</summary>
/// <remarks>
/// The decay starts low and grows towards its final value, min(decay, (1 + t) / (10 + t)), so that a short run is not
/// dominated by its random start. Batch-norm statistics are averaged like weights; counters are copied.
/// </remarks>
internal sealed class WeightAverage : IDisposable
{
    private readonly double _decay;
    private readonly Dictionary<string, Tensor> _source;
    private readonly Dictionary<string, Tensor> _target;

    public WeightAverage(ArbexNet source, ArbexNet average, double decay)
    {
        _decay = decay;
        _source = source.state_dict();
        _target = average.state_dict();
        Copy(_source, _target);
    }

    /// <summary>Moves the average towards the current weights after a step.</summary>
    public void Update(long step)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        foreach (var (name, target) in _target)
        {
            var source = _source[name];
            if (target.is_floating_point())
            {
                target.TimesInPlace(decay).PlusInPlace(source, 1 - decay);
            }
            else
            {
                target.copy_(source);
            }
        }
    }

    public void Dispose()
    {
        _source.Clear();
        _target.Clear();
    }

    private static void Copy(Dictionary<string, Tensor> from, Dictionary<string, Tensor> to)
    {
        using var noGradient = no_grad();
        foreach (var (name, target) in to)
        {
            using var scope = NewDisposeScope();
            target.copy_(from[name]);
        }
    }
}
