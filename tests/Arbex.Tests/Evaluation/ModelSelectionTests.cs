using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Tests.Evaluation;

public sealed class ModelSelectionTests
{
    private static readonly CheckpointInfo Chosen = new()
    {
        Labels = ["a", "b"],
        Preprocessing = new FacePreprocessing { InputSize = 64 },
        Options = ArbexOptions.Compact,
        Recipe = new Recipe(),
        TrainedOn = "FER+ (distribution), validated on FER+ (majority)",
        Epoch = 7,
        SelectedOn = DataSplit.Valid,
        Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("valid.final.accuracy", 0.8),
    };

    [Fact]
    public void A_model_that_was_chosen_on_the_evaluated_part_is_warned_of()
    {
        var selection = ModelSelection.Of(Chosen, "FER+ (majority)", DataSplit.Valid);
        Assert.Contains("chosen by its accuracy on the valid part", selection.Warning, StringComparison.Ordinal);
        Assert.Contains("Epoch 7 of 1000", selection.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_chose_nothing_is_fine() =>
        Assert.Null(ModelSelection.Of(Chosen, "FER+ (majority)", DataSplit.Test).Warning);

    [Fact]
    public void A_part_of_the_data_did_not_choose_where_held_out_samples_did()
    {
        var heldOut = Chosen with { TrainedOn = "FER+ (distribution), 10 % held out (seed 1)" };
        Assert.Null(ModelSelection.Of(heldOut, "FER+ (majority)", DataSplit.Valid).Warning);
        Assert.NotNull(ModelSelection.Of(
            heldOut, "FER+ (majority), 10 % of FER+ (distribution) held out (seed 1)", DataSplit.Valid).Warning);
    }

    [Fact]
    public void Other_pictures_are_fine() =>
        Assert.Null(ModelSelection.Of(Chosen, "RAF-DB", DataSplit.Valid).Warning);

    [Fact]
    public void Pictures_that_were_learnt_from_are_warned_of() => Assert.Contains(
        "learnt from", ModelSelection.Of(Chosen, "FER+ (majority)", DataSplit.Train).Warning, StringComparison.Ordinal);

    [Fact]
    public void Another_division_of_the_same_pictures_is_warned_of() => Assert.Contains(
        "in another way",
        ModelSelection.Of(Chosen, "FER+ (majority), split random:0.2", DataSplit.Test).Warning,
        StringComparison.Ordinal);

    [Fact]
    public void The_recorded_part_decides_and_the_last_epoch_has_none_whatever_its_metrics()
    {
        var last = ModelSelection.Of(Chosen with { SelectedOn = null }, "FER+ (majority)", DataSplit.Valid);
        Assert.Null(last.Warning);
        Assert.Contains("no accuracy decided", last.Description, StringComparison.Ordinal);
        var recorded = Chosen with { SelectedOn = DataSplit.Test };
        Assert.Null(ModelSelection.Of(recorded, "FER+ (majority)", DataSplit.Valid).Warning);
        Assert.NotNull(ModelSelection.Of(recorded, "FER+ (majority)", DataSplit.Test).Warning);
    }

    [Fact]
    public void Imported_weights_know_nothing()
    {
        var selection = ModelSelection.Of(Chosen with { TrainedOn = null }, "FER+ (majority)", DataSplit.Valid);
        Assert.Null(selection.Warning);
        Assert.Contains("does not know", selection.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_part_is_read_back_and_may_be_absent()
    {
        var without = JsonNode.Parse(JsonSerializer.Serialize(Chosen, ArbexJson.Options))!.AsObject();
        without.Remove("selectedOn");
        Assert.Null(without.Deserialize<CheckpointInfo>(ArbexJson.Options)!.SelectedOn);
        var json = JsonSerializer.Serialize(Chosen with { SelectedOn = DataSplit.Valid }, ArbexJson.Options);
        Assert.Equal(DataSplit.Valid, JsonSerializer.Deserialize<CheckpointInfo>(json, ArbexJson.Options)!.SelectedOn);
    }
}
