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
    public void Nothing_chose_a_last_checkpoint_nor_a_model_of_before_without_metrics()
    {
        Assert.Null(Back(CheckpointDescription.Of(Trained with { SelectedOn = null }, "model")));
        var before = CheckpointDescription.Of(Trained, "model") with { SelectedOn = null };
        Assert.Equal(DataSplit.Valid, Back(before));
        Assert.Null(Back(before with { Metrics = before.Metrics.Clear() }));

        static DataSplit? Back(Arbex.Inference.ModelDescription description) =>
            CheckpointDescription.InfoOf(description, "model.onnx").SelectedOn;
    }

    [Fact]
    public void A_file_without_options_is_refused() => Assert.Contains(
        "model.onnx",
        Assert.Throws<ExportException>(() => CheckpointDescription.InfoOf(
            CheckpointDescription.Of(Trained, "model") with { Options = null }, "model.onnx")).Message,
        StringComparison.Ordinal);
}
