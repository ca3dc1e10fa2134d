using Arbex.Data.Splits;

namespace Arbex.Tests.Data.Splits;

public sealed class SplitPlanTextTests
{
    private static readonly MemoryDataset Named =
        new(2, [.. Enumerable.Range(0, 6).Select(i => MemoryDataset.Sample(i, i % 2, 2, $"g{i / 2}"))]);

    [Theory]
    [InlineData("official")]
    [InlineData("logo:S005")]
    [InlineData("logo:a:b c")]
    [InlineData("kfold:10:9")]
    [InlineData("kfold:5:0:shuffled")]
    [InlineData("random:0.2")]
    [InlineData("random:0.3333333333333333")]
    [InlineData("file:C:/some where/split.json")]
    public void A_plan_is_read_from_its_text(string text)
    {
        Assert.Equal(text, SplitPlan.Parse(text).Text);
        Assert.Equal(text, $"{SplitPlan.Parse(text)}");
        Assert.Equal(SplitPlan.Parse(text), SplitPlan.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("loso:1")]
    [InlineData("official:1")]
    [InlineData("logo:")]
    [InlineData("logo")]
    [InlineData("kfold:5")]
    [InlineData("kfold:5:x")]
    [InlineData("kfold:5:-1")]
    [InlineData("kfold:5:0:random")]
    [InlineData("random:")]
    [InlineData("random:1,5")]
    [InlineData("file:")]
    public void Other_texts_are_refused_with_the_forms(string text)
    {
        var message = Assert.Throws<ArbexException>(() => SplitPlan.Parse(text)).Message;
        Assert.Contains($"'{text}'", message, StringComparison.Ordinal);
        Assert.Contains("kfold:K:FOLD", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kfold:1:0")]
    [InlineData("kfold:5:5")]
    [InlineData("random:0")]
    [InlineData("random:1")]
    [InlineData("random:NaN")]
    [InlineData("random:-0.5")]
    public void Numbers_out_of_range_are_refused(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<ArbexException>(() => SplitPlan.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("logo:g9", "g0, g1, g2")]
    [InlineData("logo:3", "from 0 to 2")]
    [InlineData("kfold:4:0", "3 groups")]
    public void A_plan_that_does_not_fit_the_dataset_is_refused(string text, string part) =>
        Assert.Contains(
            part, Assert.Throws<ArbexException>(() => SplitPlan.Parse(text).Divide(Named, 0)).Message, StringComparison.Ordinal);
}
