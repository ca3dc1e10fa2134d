using System.Xml.Linq;

namespace Arbex.Evaluation.Report;

/// <summary>Where the model is sure and wrong: the first place to look for wrong labels and odd pictures.</summary>
internal static class MistakeSection
{
    public static XElement Make(ReportContext context)
    {
        var wrong = context.Final.Correct.Count(right => !right);
        return Html.Section(
            "mistakes", "Most confident mistakes",
            wrong == 0
                ? Html.P("There is none.")
                : Html.P(
                    $"{context.Choice.Mistakes.Length} of {Shown.Count(wrong)} wrong answers, the surest first. Some "
                    + "may be wrong labels."),
            context.Choice.Mistakes.Length > 0 ? FaceCards.Gallery(context, context.Choice.Mistakes) : null);
    }
}
