namespace Arbex.Imaging;

/// <summary>One part of a dataset in a <see cref="ClassCountFigure"/>.</summary>
/// <param name="Title">Above it, such as "train".</param>
/// <param name="Note">A quiet text beside the title, such as "25,045 samples"; may be empty.</param>
/// <param name="Counts">Samples of each class, none below 0.</param>
public sealed record ClassCountPanel(string Title, string Note, IReadOnlyList<int> Counts);
