using Arbex.Evaluation;
using Arbex.Networks;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Tests.Training;

[Collection(nameof(SharedGenerator))]
public sealed class EmbeddingMemoryTests
{
    private static readonly Recipe Frozen = TinyNetwork.Recipe with
    {
        ParameterGroups = [new ParameterGroup { Prefix = "encoder", Frozen = true, FrozenStatistics = true }],
        Augmentation = Imaging.FaceAugmentation.Paper,
        Precision = ComputePrecision.BFloat16,
        Seed = 3,
    };

    [Fact]
    public void A_memory_changes_no_weight_and_the_next_run_asks_the_encoder_nothing()
    {
        using var memory = new EmbeddingMemory();
        var without = Train(Frozen, memory: null);
        var first = Train(Frozen, memory);
        var batches = memory.Count;
        var second = Train(Frozen, memory);

        Assert.Equal(without, first);
        Assert.Equal(without, second);
        Assert.Equal(4, batches); // 16 faces in batches of 8, two epochs of other augmentations
        Assert.Equal(batches, memory.Count);
        Train(Frozen with { Seed = 4 }, memory);
        Assert.Equal(2 * batches, memory.Count);
    }

    [Fact]
    public void Predictions_from_a_memory_are_those_of_the_network_itself()
    {
        using var memory = new EmbeddingMemory();
        using var network = new ArbexNet(TinyNetwork.Options, 8);
        using var other = new ArbexNet(TinyNetwork.Options, 8);
        var asked = Predict(network, null);

        Assert.Equal(asked.Final, Predict(network, memory).Final);
        Assert.Equal(asked.Final, Predict(network, memory).Final);
        Assert.Equal(1, memory.Count);
        Assert.Equal(Predict(other, null).Final, Predict(other, memory).Final);
        Assert.Equal(2, memory.Count); // other weights find nothing
    }

    [Fact]
    public void An_encoder_of_the_same_weights_that_computes_otherwise_finds_nothing()
    {
        using var memory = new EmbeddingMemory();
        using var network = new ArbexNet(TinyNetwork.Options, 8);
        using var other = new ArbexNet(
            TinyNetwork.Options with { Transformer = TinyNetwork.Options.Transformer with { Readout = TokenReadout.Mean } }, 8);
        other.load_state_dict(network.state_dict());

        Assert.NotEqual(Predict(network, memory).Final, Predict(other, memory).Final);
        Assert.Equal(Predict(other, null).Final, Predict(other, memory).Final);
        Assert.Equal(2, memory.Count);
    }

    [Fact]
    public void A_memory_keeps_no_tensor_once_it_is_disposed()
    {
        using var network = new ArbexNet(TinyNetwork.Options, 8);
        TensorLeak.AssertNone(() =>
        {
            using var memory = new EmbeddingMemory();
            Predict(network, memory);
            Predict(network, memory);
        });
    }

    [Fact]
    public void A_memory_for_an_encoder_that_learns_is_refused()
    {
        using var memory = new EmbeddingMemory();
        var refused = Assert.Throws<ArbexException>(() => new Trainer(
            Frozen with { ParameterGroups = [] }, TinyNetwork.Faces(), new TrainerHost { Memory = memory }));
        Assert.Contains("frozen", refused.Message, StringComparison.Ordinal);
    }

    private static PredictionSet Predict(ArbexNet network, EmbeddingMemory? memory) => ModelEvaluator.Predict(
        network, TinyNetwork.Faces(), [0, 1, 2, 3], Frozen.Preprocessing, CPU, memory: memory,
        cancellation: TestContext.Current.CancellationToken);

    /// <summary>The weights after training.</summary>
    private static float[] Train(Recipe recipe, EmbeddingMemory? memory)
    {
        using var trainer = new Trainer(recipe, TinyNetwork.Faces(), new TrainerHost { Memory = memory, ImitatesBFloat16 = true });
        trainer.Run(TestContext.Current.CancellationToken);
        using var scope = NewDisposeScope();
        return [.. trainer.Network.parameters().SelectMany(parameter => parameter.detach().cpu().data<float>().ToArray())];
    }
}
