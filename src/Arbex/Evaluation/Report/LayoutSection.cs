using System.Xml.Linq;

namespace Arbex.Evaluation.Report;

/// <summary>How the classes lie in the embedding (the paper's figure 6).</summary>
internal static class LayoutSection
{
    public static XElement? Make(ReportContext context)
    {
        if (context.Document.Embeddings is not { } scores)
        {
            return null;
        }

        return Html.Section(
            "embedding", "Embedding",
            context.Figures.Layout is { } chart
                ? Html.Figure(
                    chart.ToSvgElement(),
                    $"t-SNE layout of {Shown.Count(context.LayoutOf.Length)} of {Shown.Count(scores.Samples)} "
                    + "embeddings, coloured by label. Near faces are alike to the network; distances between groups "
                    + "and the size of a group say little.")
                : null,
            Html.Table(
                ["cluster scores of the labels", "faces", "Davies-Bouldin (lower is better)",
                    "Calinski-Harabasz (higher is better)"],
                Rows(context, scores)),
            Html.Note(
                "Calinski-Harabasz grows with the number of faces: compare equal numbers only. Scores in the plane "
                + "depend on the layout and are for comparison with figures that give no others."));
    }

    private static IEnumerable<IEnumerable<object>> Rows(ReportContext context, EmbeddingScores scores)
    {
        yield return
        [
            $"embedding e, {scores.Dimensions} dimensions", Shown.Count(scores.Samples),
            Shown.Number(scores.DaviesBouldin), Shown.Number(scores.CalinskiHarabasz),
        ];
        if (context.Layout is { } map)
        {
            int[] labels = [.. context.LayoutOf.Select(i => context.Final.Labels[i])];
            yield return
            [
                "t-SNE plane, 2 dimensions", Shown.Count(labels.Length),
                Shown.Number(ClusterScores.DaviesBouldin(map.Points, labels)),
                Shown.Number(ClusterScores.CalinskiHarabasz(map.Points, labels)),
            ];
        }
    }
}
