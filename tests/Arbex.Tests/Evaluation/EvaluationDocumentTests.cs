using System.Text.Json;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Tests.Data;

namespace Arbex.Tests.Evaluation;

public sealed class EvaluationDocumentTests
{
    private static readonly MemoryDataset Dataset =
        new(2, [.. Enumerable.Range(0, 3).Select(i => MemoryDataset.Sample(i, i % 2, 2))]);

    private static readonly PredictionSet Balanced = new()
    {
        Samples = [0, 1, 2],
        Labels = [0, 1, 0],
        Final = [[.9, .1], [.4, .6], [.7, .3]],
        Primary = [[.8, .2], [.4, .6], [.3, .7]],
        Anchor = [[.9, .1], [.4, .6], [.9, .1]],
        Attention = [[.9, .1], [.4, .6], [.1, .9]],
    };

    [Fact]
    public void Json_has_the_agreed_names_and_no_infinities()
    {
        var json = EvaluationDocument.Compute(Dataset, DataSplit.Valid, Balanced).ToJson();

        Assert.DoesNotContain("NaN", json);
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal(3, root.GetProperty("samples").GetInt32());
        Assert.Equal(["class0", "class1"], root.GetProperty("labels").Deserialize<string[]>()!);
        Assert.Equal("valid", root.GetProperty("split").GetString());
        foreach (var part in new[] { "final", "primary", "anchor", "attention" })
        {
            foreach (var name in new[] { "accuracy", "macroF1", "ece", "nll", "brier", "aurc" })
            {
                Assert.Equal(JsonValueKind.Number, root.GetProperty(part).GetProperty(name).ValueKind);
            }
        }

        // Everything is right after balancing, so error detection is undefined.
        Assert.Equal(JsonValueKind.Null, root.GetProperty("final").GetProperty("errorAuroc").ValueKind);
        Assert.Equal(1, root.GetProperty("correction").GetProperty("fixed").GetInt32());
    }

    [Fact]
    public void Samples_of_one_person_alone_have_no_interval()
    {
        var one = new MemoryDataset(2, [.. Enumerable.Range(0, 3).Select(i => MemoryDataset.Sample(i, i % 2, 2) with { Group = "her" })]);
        Assert.Null(EvaluationDocument.Compute(one, DataSplit.Valid, Balanced).Intervals);
        Assert.NotNull(EvaluationDocument.Compute(Dataset, DataSplit.Valid, Balanced).Intervals);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var json = EvaluationDocument.Compute(Dataset, DataSplit.Test, Balanced).ToJson();
        var back = EvaluationDocument.FromJson(json);
        Assert.Equal(json, back.ToJson());
        Assert.True(double.IsNaN(back.Final.ErrorAuroc));
        Assert.Throws<ArbexException>(() => EvaluationDocument.FromJson("{}"));
        Assert.Throws<ArbexException>(() => EvaluationDocument.FromJson("no"));
    }

    [Fact]
    public void Without_balancing_the_corrections_are_null()
    {
        var plain = Balanced with { Anchor = null, Attention = null, Final = Balanced.Primary };
        var document = EvaluationDocument.Compute(Dataset, DataSplit.Test, plain);
        Assert.Null(document.Anchor);
        Assert.Null(document.Attention);
        Assert.Null(document.Correction);
        Assert.Contains("\"anchor\": null", document.ToJson());
        Assert.Equal(document.Final.Accuracy, document.Primary.Accuracy);
    }

    [Fact]
    public void Predictions_over_other_classes_are_refused() =>
        Assert.Throws<ArgumentException>(
            () => EvaluationDocument.Compute(new MemoryDataset(3, []), DataSplit.Test, Balanced));
}
