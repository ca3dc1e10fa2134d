using System.Xml.Linq;
using Arbex.Imaging.Charts;
using Arbex.Training;

namespace Arbex.Tests.Training;

public sealed class TrainingCurvesTests
{
    [Fact]
    public void Accuracies_and_losses_are_those_of_training_and_validation()
    {
        var both = TrainingCurves.Both([Epoch(1, 0.4), Epoch(2, 0.6), Epoch(3, 0.5)]);
        Assert.Equal(
            [
                "validation, L_final", "validation, l", "training, as seen", "validation, L_final", "validation, l",
                "training, total", "training, class", "training, anchor", "training, centre",
            ],
            Names(both));
        Assert.True(both.Width > 2 * 400);
        Assert.True(both.ToImage(1).Width > both.Width);
    }

    [Fact]
    public void Without_a_validation_part_there_are_the_curves_of_training()
    {
        EpochResult[] epochs = [Epoch(1, null), Epoch(2, null)];
        Assert.Equal(["training, as seen"], Names(TrainingCurves.Accuracies(epochs)));
        Assert.Equal(
            ["training, total", "training, class", "training, anchor", "training, centre"],
            Names(TrainingCurves.Losses(epochs)));
    }

    [Fact]
    public void An_epoch_of_before_has_no_loss_of_the_primary_distribution() => Assert.DoesNotContain(
        "validation, l", Names(TrainingCurves.Losses([Epoch(1, 0.4) with { ValidPrimaryLoss = null }])));

    [Fact]
    public void Settings_lie_over_one_another_each_as_the_mean_of_its_runs()
    {
        var one = TrainingCurves.Compare([("ours", [[Epoch(1, 0.2), Epoch(2, 0.4)], [Epoch(1, 0.4), Epoch(2, 0.6)]])])!;
        var mean = TrainingCurves.Compare([("ours", [[Epoch(1, 0.3), Epoch(2, 0.5)]])])!;
        Assert.Equal(mean.ToSvg(), one.ToSvg());

        var two = TrainingCurves.Compare(
            [("ours", [[Epoch(1, 0.2)]]), ("never run", [[]]), ("theirs", [[Epoch(1, 0.1)]])])!;
        Assert.Equal(["ours", "theirs"], Names(two));
        Assert.Null(TrainingCurves.Compare([("unvalidated", [[Epoch(1, null)]])]));
    }

    private static string[] Names(Sketch sketch) =>
    [
        .. XDocument.Parse(sketch.ToSvg()).Descendants().Where(element => element.Name.LocalName == "text")
            .Select(text => text.Value)
            .Where(text => text.Contains("training", StringComparison.Ordinal)
                || text.StartsWith("validation, ", StringComparison.Ordinal)
                || text is "ours" or "theirs" or "never run"),
    ];

    private static EpochResult Epoch(int number, double? valid) => new()
    {
        Epoch = number,
        Steps = number * 10,
        LearningRate = 0.001,
        Loss = 3.0 / number,
        ClassLoss = 2.0 / number,
        AnchorLoss = 0.1,
        CenterLoss = 0.2,
        TrainAccuracy = 0.2 * number,
        ValidAccuracy = valid,
        ValidPrimaryAccuracy = valid,
        ValidLoss = valid,
        ValidPrimaryLoss = valid,
        Seconds = 60,
        TotalSeconds = 60 * number,
        ResidentMebibytes = 1,
    };
}
