namespace Arbex.Training.Ablations;

/// <summary>One run of a study.</summary>
/// <param name="Row">What its row of the table says, such as "K = 10".</param>
/// <param name="Column">What its column says, such as "20 %"; empty where the table has one column.</param>
/// <param name="Recipe">What is trained, its seed included.</param>
/// <param name="LabelNoise">Share of training labels that are made wrong, drawn with the recipe's seed.</param>
/// <param name="Position">Where it stands on the axis of a curve, such as K or a level; null where settings have no order.</param>
/// <param name="Paper">What the paper reports for it, as fractions; null where it reports nothing.</param>
public sealed record AblationCell(string Row, string Column, Recipe Recipe, double LabelNoise, double? Position, AblationScores? Paper)
{
    /// <summary>Name of the run's folder: row, column and seed in letters that every file system takes.</summary>
    public string Folder => string.Join(
        '-', new[] { Row, Column, $"seed{Recipe.Seed}" }.Where(part => part.Length > 0).Select(Slug));

    private static string Slug(string text)
    {
        var letters = text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? char.ToLowerInvariant(letter) : ' ');
        return string.Join('_', new string([.. letters]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
