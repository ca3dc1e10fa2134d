namespace Arbex.Data;

/// <summary>One line of a FER+ vote list.</summary>
/// <param name="Split">The part of the dataset.</param>
/// <param name="ImageName">File name of the picture; empty where the authors removed it.</param>
/// <param name="Votes">Ten counts: the eight emotions, unknown, not a face.</param>
public sealed record FerPlusRow(DataSplit Split, string ImageName, int[] Votes);
