using Arbex.Imaging;
using Arbex.Imaging.Charts;

namespace Arbex.Evaluation.Report;

/// <summary>A report's charts and faces as pictures for slides and papers.</summary>
internal static class ReportPictures
{
    private const int MostPanels = 8;
    private const int MostClassesOfPanel = 12;

    public static IEnumerable<(string Name, ImageBuffer Picture)> Of(ReportContext context)
    {
        var figures = context.Figures;
        (string Name, Sketch? Sketch)[] charts =
        [
            ("confusion", figures.Confusion), ("reliability-final", figures.FinalReliability),
            ("reliability-primary", figures.PrimaryReliability), ("risk-coverage", figures.RiskCoverage),
            ("embedding", figures.Layout), ("training-accuracy", figures.TrainingAccuracy),
            ("training-loss", figures.TrainingLoss),
        ];
        foreach (var (name, sketch) in charts)
        {
            if (sketch is not null)
            {
                yield return ($"{name}.png", sketch.ToImage());
            }
        }

        var mistakes = Tiles(context, context.Choice.Mistakes);
        if (mistakes.Length > 0)
        {
            yield return ("mistakes.png", ContactSheet.Draw(
                mistakes, new() { Title = "Most confident mistakes", Columns = Math.Min(6, mistakes.Length) }));
        }

        foreach (var picture in Panels(context))
        {
            yield return picture;
        }
    }

    private static IEnumerable<(string Name, ImageBuffer Picture)> Panels(ReportContext context)
    {
        if (!context.Balances || context.Labels.Count > MostClassesOfPanel)
        {
            yield break;
        }

        var choice = context.Choice;
        (string Name, string Title, int[] Chosen)[] kinds =
        [
            ("fixed", "What balancing fixed", choice.Fixed), ("broken", "What balancing broke", choice.Broken),
            ("moved", "What balancing changed most otherwise", choice.Moved),
        ];
        foreach (var (name, title, chosen) in kinds)
        {
            var rows = Rows(context, chosen.Take(MostPanels));
            if (rows.Length > 0)
            {
                yield return ($"balancing-{name}.png", DistributionFigure.Draw(
                    context.Labels, rows, new() { Title = title, Columns = Math.Min(2, rows.Length) }));
            }
        }
    }

    private static ContactSheetTile[] Tiles(ReportContext context, int[] chosen) =>
    [
        .. chosen.Select(i => (Index: i, Image: context.Faces.Load(i))).Where(face => face.Image is not null)
            .Select(face => new ContactSheetTile(
                face.Image!,
                [
                    context.AnswerOf(face.Index),
                    $"label: {context.Labels[context.Final.Labels[face.Index]]}",
                ],
                TileFrame.Wrong)),
    ];

    private static DistributionFigureRow[] Rows(ReportContext context, IEnumerable<int> chosen) =>
    [
        .. chosen.Select(i => (Index: i, Image: context.Faces.Load(i))).Where(face => face.Image is not null)
            .Select(face => new DistributionFigureRow(
                face.Image!,
                $"label: {context.Labels[context.Final.Labels[face.Index]]}",
                Clamped(context.Primary.Row(face.Index)),
                Clamped(context.Final.Row(face.Index)),
                context.Faces.NameOf(face.Index).Split('/')[^1])),
    ];

    private static double[] Clamped(ReadOnlySpan<double> row) =>
        Array.ConvertAll(row.ToArray(), probability => Math.Clamp(probability, 0, 1));
}
