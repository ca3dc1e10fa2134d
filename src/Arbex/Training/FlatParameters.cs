using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Parameters and their gradients as two flat tensors, of which the modules' own are views.</summary>
internal sealed class FlatParameters : IDisposable
{
    /// <summary>Every parameter starts at a multiple of this many numbers, a cache line.</summary>
    private const long Alignment = 16;

    private readonly IReadOnlyList<TrainedParameter> _parameters;

    /// <summary>Moves parameters into one tensor; their values stay.</summary>
    public FlatParameters(IReadOnlyList<TrainedParameter> parameters)
    {
        _parameters = parameters;
        var device = parameters.Count > 0 ? parameters[0].Parameter.device : CPU;
        var length = parameters.Sum(trained => Aligned(trained.Parameter.numel()));
        Values = zeros([length], ScalarType.Float32, device);
        Gradients = zeros([length], ScalarType.Float32, device);
        MakeViews();
        Factors = parameters.Any(trained => trained.RateFactor != 1) ? Fill(trained => trained.RateFactor) : null;
        Decays = parameters.Any(trained => trained.WeightDecay > 0)
            ? Fill(trained => trained.RateFactor * trained.WeightDecay)
            : null;
    }

    /// <summary>All parameters, [P].</summary>
    public Tensor Values { get; }

    /// <summary>All gradients, [P].</summary>
    public Tensor Gradients { get; }

    /// <summary>Each number's factor of the learning rate, [P]; null where all are 1.</summary>
    public Tensor? Factors { get; }

    /// <summary>Each number's decay, its factor in it, [P]; null where nothing decays.</summary>
    public Tensor? Decays { get; }

    public void Dispose()
    {
        // The modules live on: they keep the storage as long as they need it, but must not add to a gradient's.
        foreach (var trained in _parameters)
        {
            if (!trained.Parameter.IsInvalid)
            {
                trained.Parameter.grad = null;
            }
        }

        Values.Dispose();
        Gradients.Dispose();
        Factors?.Dispose();
        Decays?.Dispose();
    }

    private void MakeViews()
    {
        using var noGradient = no_grad();
        long offset = 0;
        foreach (var parameter in _parameters.Select(trained => trained.Parameter))
        {
            using var scope = NewDisposeScope();
            var place = Values.narrow(0, offset, parameter.numel()).view(parameter.shape);
            place.copy_(parameter);
            parameter.set_(place);
            parameter.grad = Gradients.narrow(0, offset, parameter.numel()).view(parameter.shape);
            offset += Aligned(parameter.numel());
        }
    }

    private Tensor Fill(Func<TrainedParameter, double> number)
    {
        var values = new float[Values.numel()];
        long offset = 0;
        foreach (var trained in _parameters)
        {
            var length = trained.Parameter.numel();
            values.AsSpan((int)offset, (int)length).Fill((float)number(trained));
            offset += Aligned(length);
        }

        return tensor(values, device: Values.device);
    }

    private static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;
}
