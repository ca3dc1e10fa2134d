namespace Arbex.Imaging;

/// <summary>One face in a <see cref="DistributionFigure"/>.</summary>
/// <param name="Image">The face; any size.</param>
/// <param name="Title">Above it, such as the file name.</param>
/// <param name="Primary">Probability of each class before correction, each in [0, 1].</param>
/// <param name="Corrected">Probability of each class after correction, each in [0, 1].</param>
/// <param name="Note">A quiet line beside the title, such as the confidence; null for none.</param>
public sealed record DistributionFigureRow(
    ImageBuffer Image,
    string Title,
    IReadOnlyList<double> Primary,
    IReadOnlyList<double> Corrected,
    string? Note = null);
