using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Adam, with decoupled weight decay where asked for (AdamW), on parameters laid end to end.</summary>
/// <remarks>
/// Kingma and Ba 2015; Loshchilov and Hutter 2019. Parameters, gradients and moments lie in four flat tensors
/// (<see cref="FlatParameters"/>), so that a step is a handful of operations on everything at once instead of a dozen
/// for each parameter.
/// <code>
/// m = b1 m + (1 - b1) g;  v = b2 v + (1 - b2) g^2
/// p = p - rate * factor * (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps) - rate * factor * decay * p
/// </code>
/// </remarks>
public sealed class AdamOptimizer : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly FlatParameters _flat;

    /// <summary>Prepares to train parameters with one rate; those that need no gradient are left out.</summary>
    /// <param name="parameters">The parameters, all on one device; from now on they are views of one tensor.</param>
    /// <param name="weightDecay">Decoupled decay, at least 0; parameters with one dimension (norms, biases, slopes) have
    /// none.</param>
    public AdamOptimizer(IEnumerable<Parameter> parameters, double weightDecay = 0)
        : this(TrainedParameter.Of(parameters, weightDecay))
    {
    }

    /// <summary>Prepares to train parameters, each with its own rate and decay.</summary>
    /// <param name="parameters">The parameters, all on one device; from now on they are views of one tensor.</param>
    internal AdamOptimizer(IReadOnlyList<TrainedParameter> parameters)
    {
        _flat = new FlatParameters(parameters);
        Mean = zeros_like(_flat.Values);
        Variance = zeros_like(_flat.Values);
    }

    /// <summary>First moments m, flat, in the order of the parameters.</summary>
    public Tensor Mean { get; }

    /// <summary>Second moments v, flat, in the order of the parameters.</summary>
    public Tensor Variance { get; }

    /// <summary>Steps taken, t.</summary>
    public long Steps { get; set; }

    /// <summary>Forgets the gradients of the step before.</summary>
    public void ZeroGradients() => _flat.Gradients.zero_();

    /// <summary>Multiplies the gradients.</summary>
    /// <param name="factor">By this.</param>
    internal void ScaleGradients(double factor) => _flat.Gradients.TimesInPlace(factor);

    /// <summary>Changes the parameters along their gradients.</summary>
    /// <param name="rate">Learning rate.</param>
    /// <param name="clip">Largest norm of all gradients together; 0 leaves them as they are.</param>
    public void Step(double rate, double clip = 0)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Steps++;
        if (clip > 0)
        {
            var norm = GradientNorm();
            if (norm > clip)
            {
                _flat.Gradients.TimesInPlace(clip / norm);
            }
        }

        Mean.TimesInPlace(Beta1).PlusInPlace(_flat.Gradients, 1 - Beta1);
        Variance.TimesInPlace(Beta2).PlusProductInPlace(_flat.Gradients, _flat.Gradients, 1 - Beta2);
        var spread = Variance.Times(1 / (1 - Math.Pow(Beta2, Steps))).sqrt_().PlusInPlace(Epsilon); // [P]
        var change = Mean.div(spread).TimesInPlace(-rate / (1 - Math.Pow(Beta1, Steps)));           // [P]
        if (_flat.Factors is { } factors)
        {
            change.mul_(factors);
        }

        if (_flat.Decays is { } decays)
        {
            _flat.Values.PlusProductInPlace(_flat.Values, decays, -rate);
        }

        _flat.Values.PlusInPlace(change);
    }

    /// <summary>Moves the parameters uphill, to where the loss is worst nearby; <see cref="Return"/> undoes it.</summary>
    /// <remarks>Foret et al., Sharpness-Aware Minimization (ICLR 2021): e = radius * g / |g|.</remarks>
    /// <param name="radius">Distance, above 0.</param>
    /// <returns>The move, to hand to <see cref="Return"/>; owned by the caller.</returns>
    internal Tensor Climb(double radius)
    {
        using var noGradient = no_grad();
        var move = _flat.Gradients.Times(radius / Math.Max(GradientNorm(), 1e-12)); // [P]
        _flat.Values.PlusInPlace(move);
        return move;
    }

    /// <summary>Takes a move back.</summary>
    internal void Return(Tensor move)
    {
        using var noGradient = no_grad();
        _flat.Values.PlusInPlace(move, -1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Mean.Dispose();
        Variance.Dispose();
        _flat.Dispose();
    }

    private double GradientNorm()
    {
        using var scope = NewDisposeScope();
        return _flat.Gradients.Squared().sum().sqrt().item<float>();
    }
}
