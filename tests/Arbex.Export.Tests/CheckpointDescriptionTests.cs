using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Export.Tests;

public sealed class CheckpointDescriptionTests
{
    private static readonly CheckpointInfo Trained = TestNetworks.InfoOf(ArbexOptions.Compact) with
    {
        Recipe = new Recipe { Seed = 7 },
        TrainedOn = "RAF-DB (aligned), 10 % held out (seed 1)",
        SelectedOn = DataSplit.Valid,
        Epoch = 3,
        Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("valid.final.accuracy", 0.5),
    };

    [Fact]
    public void A_file_knows_of_its_training_what_its_checkpoint_knew()
    {
        var back = CheckpointDescription.InfoOf(CheckpointDescription.Of(Trained, "model"), "model.onnx");

        Assert.Equal(RecipeFile.ToJson(Trained.Recipe!), RecipeFile.ToJson(back.Recipe!));
        Assert.Equal(Trained.Labels, back.Labels);
        Assert.Equal(
            (Trained.TrainedOn, Trained.SelectedOn, Trained.Epoch, Trained.Metrics["valid.final.accuracy"]),
            (back.TrainedOn, back.SelectedOn, back.Epoch, back.Metrics["valid.final.accuracy"]));
    }

    [Fact]
    public void Nothing_chose_a_model_without_metrics() => Assert.Null(CheckpointDescription.InfoOf(
        CheckpointDescription.Of(Trained with { Metrics = Trained.Metrics.Clear() }, "model"), "model.onnx").SelectedOn);

    [Fact]
    public void A_file_without_options_is_refused() => Assert.Contains(
        "model.onnx",
        Assert.Throws<ExportException>(() => CheckpointDescription.InfoOf(
            CheckpointDescription.Of(Trained, "model") with { Options = null }, "model.onnx")).Message,
        StringComparison.Ordinal);
}
