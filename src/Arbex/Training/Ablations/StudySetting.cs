namespace Arbex.Training.Ablations;

/// <summary>A cell of a study's table before it is run with each seed.</summary>
internal sealed record StudySetting(
    string Row, string Column, Func<Recipe, Recipe> Change, double LabelNoise, double? Position, AblationScores? Paper);
