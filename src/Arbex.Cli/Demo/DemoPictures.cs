using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Imaging;

namespace Arbex.Cli.Demo;

/// <summary>The two pictures that the demo leaves behind.</summary>
/// <param name="ContactSheet">Held-out faces with the answers.</param>
/// <param name="Balancing">Faces on which balancing mattered most.</param>
internal sealed record DemoPictures(ImageBuffer ContactSheet, ImageBuffer Balancing)
{
    private const int MostRows = 6;
    private const int MostFaces = 6;

    public static DemoPictures Of(IFaceDataset dataset, PredictionSet predictions) =>
        new(DrawSheet(dataset, predictions), DrawBalancing(dataset, predictions));

    /// <summary>A row a character, a column an expression: the first sample of each, whether right or wrong.</summary>
    private static ImageBuffer DrawSheet(IFaceDataset dataset, PredictionSet predictions)
    {
        var tiles = Enumerable.Range(0, predictions.Samples.Count)
            .GroupBy(i => dataset.Samples[predictions.Samples[i]].Group, StringComparer.Ordinal)
            .Take(MostRows)
            .SelectMany(character => character.DistinctBy(i => predictions.Labels[i]).OrderBy(i => predictions.Labels[i]))
            .Select(i => Tile(dataset, predictions, i))
            .ToArray();
        return Imaging.ContactSheet.Draw(tiles, new ContactSheetOptions
        {
            Title = "Characters that training never showed",
            Columns = Math.Min(tiles.Length, dataset.Labels.Count),
        });
    }

    private static ContactSheetTile Tile(IFaceDataset dataset, PredictionSet predictions, int i)
    {
        var (answer, truth) = (Best(predictions.Final[i]), predictions.Labels[i]);
        var caption = $"{dataset.Labels[answer]} {predictions.Final[i][answer]:f2}";
        return new ContactSheetTile(
            dataset.LoadImage(predictions.Samples[i]),
            answer == truth ? [caption] : [caption, $"drawn: {dataset.Labels[truth]}"],
            answer == truth ? TileFrame.Right : TileFrame.Wrong);
    }

    /// <summary>Fixed answers first, one broken answer where there is one, then those that moved furthest.</summary>
    private static ImageBuffer DrawBalancing(IFaceDataset dataset, PredictionSet predictions)
    {
        var moved = Enumerable.Range(0, predictions.Samples.Count)
            .OrderByDescending(i => Distance(predictions.Primary[i], predictions.Final[i])).ToArray();
        var mended = moved.Where(i => !IsRight(predictions, predictions.Primary, i) && IsRight(predictions, predictions.Final, i));
        var broken = moved.Where(i => IsRight(predictions, predictions.Primary, i) && !IsRight(predictions, predictions.Final, i));
        int[] chosen = [.. mended.Take(MostFaces - 2).Concat(broken.Take(1)).Concat(moved).Distinct().Take(MostFaces)];
        var rows = chosen.Select(i => new DistributionFigureRow(
            dataset.LoadImage(predictions.Samples[i]),
            $"drawn: {dataset.Labels[predictions.Labels[i]]}",
            [.. predictions.Primary[i].Select(Clamped)],
            [.. predictions.Final[i].Select(Clamped)],
            Note(predictions, i)));
        return DistributionFigure.Draw(dataset.Labels.Names, [.. rows], new DistributionFigureOptions
        {
            Title = "Where reliability balancing changed most",
            Columns = 2,
        });
    }

    private static string Note(PredictionSet predictions, int i) =>
        (IsRight(predictions, predictions.Primary, i), IsRight(predictions, predictions.Final, i)) switch
        {
            (false, true) => "wrong before, right after",
            (true, false) => "right before, wrong after",
            (true, true) => "right before and after",
            _ => "wrong before and after",
        };

    private static bool IsRight(PredictionSet predictions, double[][] rows, int i) => Best(rows[i]) == predictions.Labels[i];

    private static int Best(double[] row) => Array.IndexOf(row, row.Max());

    /// <summary>Total variation: the probability that moved from one class to another.</summary>
    private static double Distance(double[] before, double[] after) =>
        0.5 * before.Zip(after, (b, a) => Math.Abs(a - b)).Sum();

    private static double Clamped(double probability) => Math.Clamp(probability, 0, 1);
}
