using Arbex.Networks;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Reliability;

/// <summary>The classification head f(e; theta_f): hidden layers, then one linear layer to the logits.</summary>
/// <remarks>
/// Paper section 4.3: two hidden layers of 64, each followed by ReLU, dropout and batch norm, except the last. Batch
/// norm comes before dropout by default, as in the published code; <see cref="HeadOrder"/> switches.
/// <code>
/// e      [B, D]
/// hidden [B, 64] twice
/// logits [B, N]
/// </code>
/// </remarks>
public sealed class PrimaryHead : Module<Tensor, Tensor>
{
    [ComponentName(Name = "net")]
    private readonly Sequential _layers;

    /// <summary>Builds the head.</summary>
    /// <param name="options">Widths, dropout and order.</param>
    /// <param name="width">Width D of the embedding.</param>
    /// <param name="classes">Number of classes N.</param>
    public PrimaryHead(ReliabilityOptions options, int width, int classes)
        : base(nameof(PrimaryHead))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        var layers = new List<Module<Tensor, Tensor>>();
        var input = width;
        foreach (var hidden in options.HeadWidths)
        {
            layers.Add(Linear(input, hidden));
            layers.Add(ReLU());
            Module<Tensor, Tensor> normalization = new BatchNormalization(hidden);
            Module<Tensor, Tensor> dropout = Dropout(options.HeadDropout);
            layers.AddRange(options.HeadOrder == HeadOrder.NormalizationThenDropout
                ? [normalization, dropout]
                : [dropout, normalization]);
            input = hidden;
        }

        layers.Add(Linear(input, classes));
        _layers = Sequential(layers.Select((layer, index) => ($"{index}", layer)));
        RegisterComponents();
    }

    /// <summary>Linear layers with activations, norms and dropout between them.</summary>
    internal Sequential Layers => _layers;

    /// <inheritdoc/>
    public override Tensor forward(Tensor embeddings) => _layers.call(embeddings); // [B, N]
}
