namespace Arbex.Training.Ablations;

/// <summary>Makes the runs of a study from its settings.</summary>
internal static class StudyMaker
{
    public static AblationStudy Make(
        AblationPlan plan, string name, string title, string rows, string columns, string note,
        IEnumerable<StudySetting> settings)
    {
        plan.Validated();
        var all = settings.ToArray();
        AblationCell[] cells =
        [
            .. from seed in plan.Seeds
               from setting in all
               select new AblationCell(
                   setting.Row, setting.Column, (setting.Change(plan.Recipe) with { Seed = seed }).Validated(),
                   setting.LabelNoise, setting.Position, setting.Paper),
        ];
        foreach (var cell in cells)
        {
            OptionCheck.That(
                cell.Recipe.Optimizer.Schedule != LearningRateSchedule.Plateau,
                $"The recipe of '{cell.Row}' lowers its rate where the validation loss stands still, and runs of a study look at no "
                + "validation part before they end. Expected another optimizer.schedule, such as cosine.");
        }

        return new AblationStudy
        {
            Name = name,
            Title = title,
            RowTitle = rows,
            ColumnTitle = columns,
            Note = note,
            Cells = [.. cells],
        };
    }
}
