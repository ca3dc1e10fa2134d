using System.Text.Json.Nodes;

namespace Arbex.Training.Ablations;

/// <summary>A recipe beside itself with something changed: how a search for a better recipe is run and written down. Not a table of
/// the paper.</summary>
public static class ChangeStudy
{
    /// <summary>Makes the study: the recipe first, then each change of it alone.</summary>
    /// <param name="plan">What to run, with at least one change.</param>
    /// <exception cref="ArbexException">There is no change, two have one name, or one does not fit the recipe.</exception>
    public static AblationStudy Create(AblationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        OptionCheck.That(
            !plan.Changes.IsDefaultOrEmpty, "There is no change. Expected at least one, such as --change weightAverage=0.");
        var changes = plan.Changes.Select(RecipeChange.Parse).ToArray();
        Array.ForEach(changes, change => Check(change, plan.Recipe));
        var study = StudyMaker.Make(
            plan, "changes", "The recipe and changes of it", "change", "",
            "Each row changes the recipe by what it says and nothing else.",
            [
                new("the recipe", "", recipe => recipe, 0, null, null),
                .. changes.Select(change => new StudySetting(change.Name, "", change.Apply, 0, null, null)),
            ]);
        CheckNames(study);
        return study;
    }

    /// <summary>Seeds and what runs are scored on belong to the study, and every row costs a training.</summary>
    private static void Check(RecipeChange change, Recipe recipe)
    {
        OptionCheck.That(
            !change.Entries.ContainsKey("seed"),
            $"The change '{change.Name}' sets the seed. Expected another entry: every row is run with the same seeds. Pass them to --seeds.");
        OptionCheck.That(
            change.Entries["data"] is not JsonObject data || data["selectOn"] is null,
            $"The change '{change.Name}' sets data.selectOn. Expected another entry: every row is scored after its last epoch, so that none "
            + "looks better by choosing one.");
        OptionCheck.That(
            change.Entries["data"] is not JsonObject held || held["validationShare"] is null,
            $"The change '{change.Name}' sets data.validationShare. Expected another entry: every row is scored on the same faces. Set it in "
            + "the recipe.");
        OptionCheck.That(
            RecipeFile.ToJson(change.Apply(recipe)) != RecipeFile.ToJson(recipe),
            $"The change '{change.Name}' changes nothing: the recipe says so already. Expected a difference. Leave it out.");
    }

    /// <summary>Folders are made of names, so that two rows must not share one.</summary>
    private static void CheckNames(AblationStudy study)
    {
        if (study.Cells.GroupBy(cell => cell.Folder).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArbexException(
                $"The changes {string.Join(" and ", twice.Select(cell => $"'{cell.Row}'"))} would share the folder '{twice.Key}'. "
                + "Expected a name of its own for each. Put one before the change, such as --change \"steady: weightAverage=0.999\".");
        }
    }
}
