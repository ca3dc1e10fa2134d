using System.Reflection;
using Arbex.Data;
using Arbex.Losses;
using Arbex.Networks;
using Arbex.Reliability;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Tests.Networks;

/// <summary>Rules that every module of the library keeps: sealed, and no tensor left behind.</summary>
public sealed class ModuleRuleTests
{
    public static TheoryData<string> Cases() => [.. Calls.Keys];

    private static Dictionary<string, Func<(nn.Module Module, Action Call)>> Calls { get; } = new()
    {
        [nameof(ArbexNet)] = () => Case(new ArbexNet(Options, 3), Images, (m, x) => m.call(x)),
        [nameof(CrossFusionEncoder)] = () => Case(new CrossFusionEncoder(Options), Images, (m, x) => m.call(x)),
        [nameof(ImageBackbone)] = () => Case(new ImageBackbone(Options.Image), Images, (m, x) => m.call(x)),
        [nameof(LandmarkBackbone)] = () => Case(
            new LandmarkBackbone(Options.Landmark with { Points = 68 }), Images, (m, x) =>
            {
                m.call(x);
                m.Locate(x);
            }),
        [nameof(BatchNormalization)] = () => Case(new BatchNormalization(4), randn(2, 4, 3, 3), (m, x) => m.call(x)),
        [nameof(CrossFusionLevel)] = () =>
        {
            var landmarks = randn(2, 12, 2, 2);
            return Case(new CrossFusionLevel(Options, 2), randn(2, 8, 2, 2), (m, x) => m.call(x, landmarks));
        },
        [nameof(WindowCrossAttention)] = () => Case(
            new WindowCrossAttention(8, 2, 2, queryProjection: true), randn(2, 4, 8), (m, x) => m.call(x, x)),
        [nameof(TokenEmbedding)] = () =>
        {
            var maps = new FeatureMaps(randn(2, 4, 8, 8), randn(2, 8, 4, 4), randn(2, 8, 2, 2));
            return Case(new TokenEmbedding(Options), maps.Fine, (m, _) => m.call(maps));
        },
        [nameof(TokenTransformer)] = () => Case(
            new TokenTransformer(Options.Transformer, 12), randn(2, 12, 16), (m, x) => m.call(x)),
        [nameof(ReliabilityBalancer)] = () => Case(
            new ReliabilityBalancer(Options.Reliability, 16, 3), randn(4, 16), (m, x) => m.call(x)),
        [nameof(PrimaryHead)] = () => Case(
            new PrimaryHead(Options.Reliability, 16, 3), randn(4, 16), (m, x) => m.call(x)),
        [nameof(AttentiveCorrection)] = () => Case(
            new AttentiveCorrection(Options.Reliability, 16, 3), randn(4, 16), (m, x) => m.call(x)),
        [nameof(MultiHeadAttention)] = () => Case(
            new MultiHeadAttention(16, 2), randn(4, 3, 16), (m, x) => m.call(x, x, x)),
    };

    private static ArbexOptions Options => SmallNetwork.Options;

    private static Tensor Images => randn(2, 3, 32, 32);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_call_leaves_no_tensor_behind(string name)
    {
        var (module, call) = Calls[name]();
        foreach (var training in new[] { true, false })
        {
            module.train(training);
            TensorLeak.AssertNone(() => InScope(call));
            using var noGradient = no_grad();
            TensorLeak.AssertNone(() => InScope(call));
        }

        module.Dispose();
    }

    [Fact]
    public void A_training_step_leaves_no_tensor_behind()
    {
        foreach (var form in Enum.GetValues<AnchorLossForm>())
        {
            var recipe = new Recipe
            {
                Network = Options,
                Preprocessing = new() { InputSize = Options.InputSize },
                Loss = new() { AnchorForm = form, LabelSmoothing = 0.1, PrimaryWeight = 0.5 },
                Optimizer = new() { GradientClip = 1 },
            };
            using var network = new ArbexNet(recipe.Network, 3);
            using var optimizer = new AdamOptimizer(network.parameters());
            using var step = new TrainingStep(network, optimizer, recipe, CPU);
            var batch = new FaceBatch(
                new float[2 * 3 * 32 * 32], [.. FaceSample.OneHot(0, 3), .. FaceSample.OneHot(2, 3)], [0, 1]);
            TensorLeak.AssertNone(() => step.Run(batch, rate: 1e-3, trust: 0.5));
        }
    }

    [Fact]
    public void Counting_the_cost_leaves_no_tensor_behind()
    {
        using var network = new ArbexNet(Options, 3);
        TensorLeak.AssertNone(() => NetworkCost.Of(network));
    }

    [Fact]
    public void Losses_leave_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        var (anchors, embeddings, targets, confidence) = (randn(3, 2, 4), randn(3, 4), eye(3), ones(3));
        foreach (var form in Enum.GetValues<AnchorLossForm>())
        {
            TensorLeak.AssertNone(() => AnchorLoss.Compute(anchors, form).Dispose());
        }

        foreach (var form in Enum.GetValues<CenterLossForm>())
        {
            TensorLeak.AssertNone(() => CenterLoss.Compute(embeddings, anchors, targets, form, confidence).Dispose());
        }

        TensorLeak.AssertNone(() => ClassLoss.Compute(targets, targets, confidence).Dispose());
        TensorLeak.AssertNone(() => ClassLoss.Smooth(targets, 0.1).Dispose());
        TensorLeak.AssertNone(() => Confidence.Of(targets).Dispose());
        TensorLeak.AssertNone(() => AnchorCorrection.Distribution(embeddings, anchors, 1).Dispose());
        TensorLeak.AssertNone(() => ReliabilityFusion.OfficialTrust(targets, confidence, targets, 0.5).Dispose());
    }

    [Fact]
    public void Every_module_is_sealed() =>
        Assert.Empty(ModuleTypes().Where(type => !type.IsSealed).Select(type => type.Name));

    [Fact]
    public void Every_public_module_has_a_case_here() => Assert.Equal(
        ModuleTypes().Where(type => type.IsPublic).Select(type => type.Name).Order(StringComparer.Ordinal),
        Calls.Keys.Order(StringComparer.Ordinal));

    /// <summary>A tensor field would silently become a buffer of the state dict; batch norm's are meant to.</summary>
    [Fact]
    public void No_module_keeps_a_bare_tensor() => Assert.Empty(
        ModuleTypes().SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(Tensor) && field.DeclaringType != typeof(BatchNormalization))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}"));

    private static IEnumerable<Type> ModuleTypes() =>
        typeof(ArbexNet).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(nn.Module)) && !type.IsAbstract);

    private static (nn.Module Module, Action Call) Case<T>(T module, Tensor input, Action<T, Tensor> call)
        where T : nn.Module => (module, () => call(module, input));

    /// <summary>What a call hands out belongs to the scope around the call, and to none further out.</summary>
    private static void InScope(Action call)
    {
        using var outer = NewDisposeScope();
        using (NewDisposeScope())
        {
            call();
        }

        Assert.Equal(0, outer.DisposablesCount);
    }
}
