using System.IO.Hashing;
using System.Text.Json;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>
/// Remembers what a frozen encoder answers to whole batches, so that runs which see the same faces ask it once.
/// </summary>
/// <remarks>
/// An answer is found by a hash of the encoder's options and weights, the numbers it computes in and every pixel of the batch: other
/// sizes, weights, another seed or another augmentation find nothing, so that nothing wrong can be found either. A batch of B faces
/// costs 4 B E bytes.
/// </remarks>
public sealed class EmbeddingMemory : IDisposable
{
    private readonly Dictionary<(UInt128 Encoder, ComputePrecision Precision, UInt128 Pixels), Tensor> _known = [];

    /// <summary>Number of batches that are remembered.</summary>
    public int Count => _known.Count;

    /// <inheritdoc/>
    public void Dispose() => Clear();

    /// <summary>Forgets everything, such as the batches of a seed that is done.</summary>
    public void Clear()
    {
        foreach (var embeddings in _known.Values)
        {
            embeddings.Dispose();
        }

        _known.Clear();
    }

    /// <summary>An encoder with this memory, for as long as its weights stay as they are.</summary>
    internal RememberingEncoder Of(CrossFusionEncoder encoder)
    {
        var hash = new XxHash128();
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        hash.Append(JsonSerializer.SerializeToUtf8Bytes(encoder.Options with { Reliability = new() }, ArbexJson.OneLine));
        foreach (var (_, weights) in encoder.state_dict())
        {
            hash.Append(weights.cpu().contiguous().bytes);
        }

        return new RememberingEncoder(this, encoder, hash.GetCurrentHashAsUInt128());
    }

    /// <summary>What is remembered, or what the encoder answers now, in the caller's scope.</summary>
    internal Tensor Embed(CrossFusionEncoder encoder, UInt128 weights, Tensor images, UInt128 pixels)
    {
        var key = (weights, encoder.Precision, pixels);
        if (!_known.TryGetValue(key, out var embeddings))
        {
            using var noGradient = no_grad();
            embeddings = encoder.call(images).DetachFromDisposeScope(); // [B, E]
            _known.Add(key, embeddings);
        }

        return embeddings.alias();
    }
}

/// <summary>A frozen encoder in evaluation mode that asks its memory first.</summary>
internal sealed class RememberingEncoder(EmbeddingMemory memory, CrossFusionEncoder encoder, UInt128 weights)
{
    /// <summary>e of a batch, without gradients: [B, 3, S, S] -> [B, E].</summary>
    /// <param name="images">The batch where the encoder is.</param>
    /// <param name="pixels">The same numbers in plain memory.</param>
    public Tensor Embed(Tensor images, ReadOnlySpan<float> pixels) => memory.Embed(
        encoder, weights, images, XxHash128.HashToUInt128(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels)));
}
