namespace Arbex.Data.Splits;

/// <summary>The parts that a file holds, so that others can repeat a result.</summary>
/// <param name="Path">A file that <see cref="SplitFile.Write"/> made.</param>
public sealed record SavedSplit(string Path) : SplitPlan
{
    /// <inheritdoc/>
    public override string Text => $"file:{Path}";

    private protected override DataSplit[] Parts(string name, SampleIndex samples, long seed) =>
        SplitFile.Read(Path, name, samples);
}
