using Arbex.Data;
using Arbex.Data.Labels;
using CsCheck;

namespace Arbex.Tests.Data.Labels;

public sealed class LabelMappingTests : IDisposable
{
    private static readonly LabelSet Own = new("Happy", "sad", "other", "joy");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Synonyms_are_added_and_what_does_not_map_is_dropped_and_counted()
    {
        var source = new NamedDataset(Own, [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 1, 0]);
        var mapping = LabelMapping.Between(Own, new LabelSet("sadness", "happiness", "fear"));

        var dataset = new RelabelledDataset(source, mapping);

        Assert.Equal("Named, as sadness/happiness/fear", dataset.Name);
        Assert.Equal(["0", "1", "3"], dataset.Samples.Select(sample => sample.Id));
        Assert.Equal([1, 0, 1], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal(["g0", "g0", "g1"], dataset.Samples.Select(sample => sample.Group));
        Assert.Equal([DataSplit.Train, DataSplit.Valid, DataSplit.Train], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal(3, dataset.LoadImage(2).Pixels[0]);
        Assert.Equal(2, Assert.Single(dataset.Dropped).Value);
        Assert.Equal(
            [
                "2 samples of the class other were dropped, which is none of sadness, happiness, fear.",
                "The class fear has no sample, because Named has no such class.",
            ],
            dataset.Remarks);
        Assert.Equal(["other"], mapping.DroppedClasses);
    }

    [Fact]
    public void Distributions_lose_dropped_classes_and_sum_to_1_again()
    {
        var mapping = LabelMapping.Between(Own, new LabelSet("happiness", "sadness"));
        Assert.Equal([0.75f, 0.25f], mapping.Map([0.3f, 0.2f, 0.2f, 0.3f])!.Value);
        Assert.Null(mapping.Map([0.3f, 0.2f, 0.4f, 0.1f]));
    }

    [Fact]
    public void Mapped_distributions_are_distributions_and_keep_ratios() =>
        Gen.Float[0.001f, 1].Array[8].Sample(weights =>
        {
            var sum = weights.Sum();
            var distribution = weights.Select(weight => weight / sum).ToArray();
            var mapped = LabelMapping.Between(LabelSet.FerPlus, KnownLabelSets.RafDb).Map([.. distribution]);
            if (distribution.Take(7).Max() < distribution[7])
            {
                Assert.Null(mapped); // contempt, which RAF-DB does not have
                return;
            }

            Assert.Equal(1, mapped!.Value.Sum(), 1e-5f);
            foreach (var (name, k) in KnownLabelSets.RafDb.Names.Select((name, k) => (name, k)))
            {
                var before = distribution[LabelSet.FerPlus.IndexOf(name)];
                Assert.Equal(before / distribution.Take(7).Sum(), mapped.Value[k], 1e-5f);
            }
        });

    [Fact]
    public void The_same_classes_change_nothing_not_even_the_name()
    {
        var dataset = new RelabelledDataset(new NamedDataset(Own, [0, 0.5f, 0.5f, 0]), LabelMapping.Between(Own, Own));
        Assert.Equal("Named", dataset.Name);
        Assert.Equal([0, 0.5f, 0.5f, 0], dataset.Samples[0].LabelDistribution);
        Assert.Empty(dataset.Remarks);
    }

    [Fact]
    public void A_file_says_what_each_class_becomes()
    {
        var mapping = Parse("{\"Happy\": \"good\", \"sad\": \"bad\", \"other\": null, \"joy\": \"good\"}");
        Assert.Equal(new LabelSet("good", "bad"), mapping.To);
        Assert.Equal([1f, 0f], mapping.Map([0, 0, 0, 1])!.Value);
        Assert.Null(mapping.Map([0, 0, 1, 0]));
    }

    [Theory]
    [InlineData("{\"Happy\": \"a\", \"sad\": \"b\", \"joy\": \"a\"}", "the class 'other'")]
    [InlineData("{\"Happy\": \"a\", \"sad\": \"b\", \"joy\": \"a\", \"other\": null, \"x\": null}", "the class 'x'")]
    [InlineData("{\"Happy\": \"a\", \"Happy\": \"b\"}", "not understood")]
    [InlineData("{\"Happy\": 3}", "not understood")]
    [InlineData("[]", "not understood")]
    [InlineData("null", "not understood")]
    [InlineData("{\"Happy\": \"a\", \"sad\": \"a\", \"other\": null, \"joy\": null}", "the classes [a]")]
    [InlineData("{\"Happy\": \"\", \"sad\": \"a\", \"other\": null, \"joy\": null}", "the classes [, a]")]
    public void A_wrong_file_is_refused(string json, string part) =>
        Assert.Contains(part, Assert.Throws<ArbexException>(() => Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_text_names_a_dataset_or_lists_classes()
    {
        Assert.Equal(KnownLabelSets.RafDb, LabelMappingText.Parse("rafdb", Own).To);
        Assert.Equal(new LabelSet("sad", "happy"), LabelMappingText.Parse(" sad , happy ", Own).To);
        Assert.Contains("no class", Refused("up,down"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("may become each of happy, joyful", Refused("happy,joyful"), StringComparison.Ordinal);
        Assert.Contains("'rafdbx' are not understood", Refused("rafdbx"), StringComparison.Ordinal);
        Assert.Contains("not understood", Refused("sad,sad"), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Refused("file:/nowhere/map.json"), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Refused("file:"), StringComparison.Ordinal);
    }

    private static string Refused(string text) =>
        Assert.Throws<ArbexException>(() => LabelMappingText.Parse(text, Own)).Message;

    private LabelMapping Parse(string json)
    {
        _folder.Text("map.json", json);
        return LabelMappingText.Parse($"file:{Path.Combine(_folder.FullName, "map.json")}", Own);
    }
}
