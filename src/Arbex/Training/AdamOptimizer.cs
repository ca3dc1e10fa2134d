using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Adam, with decoupled weight decay where asked for (AdamW).</summary>
/// <remarks>
/// Kingma and Ba 2015; Loshchilov and Hutter 2019. All moments lie in two flat tensors, so that a step is a handful of
/// operations on everything at once instead of a dozen for each parameter. Weight decay leaves out parameters with
/// one dimension (norms, biases, slopes).
/// <code>
/// m = b1 m + (1 - b1) g;  v = b2 v + (1 - b2) g^2
/// p = p - rate * (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps) - rate * decay * p
/// </code>
/// </remarks>
public sealed class AdamOptimizer : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly Parameter[] _parameters;
    private readonly double _weightDecay;

    /// <summary>Prepares to train parameters; those that need no gradient are left out.</summary>
    /// <param name="parameters">The parameters, all on one device.</param>
    /// <param name="weightDecay">Decoupled decay, at least 0.</param>
    public AdamOptimizer(IEnumerable<Parameter> parameters, double weightDecay = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        _parameters = [.. parameters.Where(parameter => parameter.requires_grad)];
        _weightDecay = weightDecay;
        var device = _parameters.Length > 0 ? _parameters[0].device : CPU;
        var count = _parameters.Sum(parameter => parameter.numel());
        Mean = zeros([count], ScalarType.Float32, device);
        Variance = zeros([count], ScalarType.Float32, device);
    }

    /// <summary>First moments m, flat, in the order of the parameters.</summary>
    public Tensor Mean { get; }

    /// <summary>Second moments v, flat, in the order of the parameters.</summary>
    public Tensor Variance { get; }

    /// <summary>Steps taken, t.</summary>
    public long Steps { get; set; }

    /// <summary>Forgets the gradients of the step before.</summary>
    public void ZeroGradients()
    {
        using var scope = NewDisposeScope();
        foreach (var parameter in _parameters)
        {
            parameter.grad?.zero_();
        }
    }

    /// <summary>Changes the parameters along their gradients.</summary>
    /// <param name="rate">Learning rate.</param>
    /// <param name="clip">Largest norm of all gradients together; 0 leaves them as they are.</param>
    public void Step(double rate, double clip = 0)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Steps++;
        var gradient = cat([.. _parameters.Select(p => (p.grad ?? zeros_like(p)).flatten())], 0); // [P]
        if (clip > 0)
        {
            var norm = gradient.Squared().sum().sqrt().item<float>();
            gradient = norm > clip ? gradient.Times(clip / norm) : gradient;
        }

        Mean.TimesInPlace(Beta1).PlusInPlace(gradient, 1 - Beta1);
        Variance.TimesInPlace(Beta2).PlusProductInPlace(gradient, gradient, 1 - Beta2);
        var spread = Variance.Times(1 / (1 - Math.Pow(Beta2, Steps))).sqrt().PlusInPlace(Epsilon); // [P]
        var change = Mean.div(spread).TimesInPlace(-rate / (1 - Math.Pow(Beta1, Steps)));          // [P]

        long offset = 0;
        foreach (var parameter in _parameters)
        {
            var count = parameter.numel();
            if (_weightDecay > 0 && parameter.dim() > 1)
            {
                parameter.TimesInPlace(1 - (rate * _weightDecay));
            }

            parameter.PlusInPlace(change.narrow(0, offset, count).view(parameter.shape));
            offset += count;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Mean.Dispose();
        Variance.Dispose();
    }
}
