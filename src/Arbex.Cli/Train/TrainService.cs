using Arbex.Cli.Hosting;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>Checks what was asked for, opens the data and runs the session.</summary>
internal sealed class TrainService
{
    private readonly CommandHost _host;

    public TrainService(CommandHost host) => _host = host;

    public TrainSummary Run(TrainRequest request, CancellationToken cancellation)
    {
        StartingWeights.Check(request.Weights);
        var recipe = request.Resume ? RecipeOf(request) : RunPlanner.NewRecipe(request);
        if (!request.Resume)
        {
            TrainingFolder.CheckNew(request.Output, "Pass --resume to continue it, or another folder to --output.");
        }

        if (request.Resume)
        {
            TrainingFolder.WarnOfDamage(request.Output, _host.WarnOnce);
        }

        TeacherFiles.Check(request.Teachers, [recipe], request.Resume ? request.Output : null);
        using var planner = new RunPlanner(_host, request);
        var plan = planner.Plan(
            recipe, request.Dataset.SplitPlan, request.Output,
            "the same command and --resume (leave out --recipe, --preset, --weights, --epochs, --seed and --batch-size)");
        if (request.Resume)
        {
            TrainingFolder.CheckSameData(request.Output, plan.Data.Dataset, TrainingFolder.SameData);
        }

        return new TrainingSession(_host).Run(plan with { Resume = request.Resume }, cancellation);
    }

    private static Recipe RecipeOf(TrainRequest request)
    {
        if (request.Weights.Count > 0)
        {
            throw new ArbexException(
                "A resumed run goes on from its own weights. Leave out --weights, or start another run in "
                + "another folder.");
        }

        if (!request.Recipe.IsEmpty)
        {
            throw new ArbexException(
                "A resumed run goes on by its own recipe. Leave out --recipe, --preset, --epochs, --seed and --batch-size, "
                + "or start another run in another folder.");
        }

        return RecipeFile.Read(RunFolder.Open(request.Output).RecipePath);
    }
}
