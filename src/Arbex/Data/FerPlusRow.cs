namespace Arbex.Data;

/// <summary>One line of a FER+ vote list.</summary>
/// <param name="Split">The part of the dataset.</param>
/// <param name="ImageName">File name of the picture; empty where the authors removed it.</param>
/// <param name="Votes">Ten counts: the eight emotions, unknown, not a face.</param>
public sealed record FerPlusRow(DataSplit Split, string ImageName, int[] Votes)
{
    /// <summary>Whether the line could not be understood and only keeps its place.</summary>
    internal bool IsOdd => Votes.Length == 0;

    /// <summary>Whether another answer has at least as many votes as "not a face".</summary>
    internal bool IsFace => Votes.AsSpan(..^1).ContainsAnyExceptInRange(int.MinValue, Votes[^1] - 1);
}
