namespace Arbex.Data.Splits;

/// <summary>The dataset's own parts.</summary>
internal sealed record OfficialSplit : SplitPlan
{
    public override string Text => "official";

    private protected override DataSplit[] Parts(string name, SampleIndex samples, long seed) =>
        [.. samples.Columns.Splits];
}
