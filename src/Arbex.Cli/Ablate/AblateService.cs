using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Cli.Train;
using Arbex.Data.Packing;
using Arbex.Evaluation;
using Arbex.Imaging;
using Arbex.Training;
using Arbex.Training.Ablations;

namespace Arbex.Cli.Ablate;

/// <summary>Runs a study cell by cell and writes its table after each.</summary>
internal sealed class AblateService
{
    private const string OtherFolder = "Pass another folder to --output, or delete it.";

    private readonly CommandHost _host;

    public AblateService(CommandHost host) => _host = host;

    public AblationTable Run(AblateRequest request, CancellationToken cancellation)
    {
        var recipe = request.Recipe.Resolve(() => RecipeFile.FromPreset("compact"));
        var study = request.Kind.Create(new AblationPlan
        {
            Recipe = recipe with { Data = recipe.Data with { SelectOn = null } },
            Seeds = request.Seeds,
            Anchors = request.Anchors,
            Levels = request.Levels,
            PixelNoise = request.PixelNoise,
        });
        var others = new FinishedRuns(request.Reuse);
        var done = new Dictionary<string, AblationScores>(StringComparer.Ordinal);
        var table = new AblationTable(study, done);
        for (var i = 0; i < study.Cells.Length; i++)
        {
            var cell = study.Cells[i];
            var folder = Path.Combine(request.Output, cell.Folder);
            if (Finished(folder) is { } earlier)
            {
                TrainingFolder.CheckSameRecipe(folder, cell.Recipe, OtherFolder);
                done[cell.Folder] = earlier;
                continue;
            }

            _host.Tell($"Run {i + 1} of {study.Cells.Length}: {cell.Folder}.");
            done[cell.Folder] = Train(request, cell, folder, others, cancellation);
            Write(request.Output, table);
        }

        Write(request.Output, table);
        AblationCurves.Write(request.Output, study);
        return table;
    }

    private AblationScores Train(
        AblateRequest request, AblationCell cell, string folder, FinishedRuns others, CancellationToken cancellation)
    {
        var resume = File.Exists(RunFolder.At(folder).LastPath);
        if (resume)
        {
            TrainingFolder.CheckSameRecipe(folder, cell.Recipe, OtherFolder);
        }

        var data = new DatasetOpener(_host).ForTraining(
            request.Dataset, cell.LabelNoise, cell.Recipe.Seed, validationShare: cell.Recipe.Data.ValidationShare);
        if (!resume && others.Take(cell.Recipe, data.Dataset.Name, folder) is { } found)
        {
            _host.Tell($"Taken over from '{found}'.");
            return Finished(folder)!;
        }

        using var packed = request.Loading.Packed is { } path ? PackedDataset.Open(data.Dataset, path) : null;
        var summary = new TrainingSession(_host).Run(
            new TrainingPlan
            {
                Recipe = cell.Recipe,
                Data = packed is null ? data : data with { Dataset = packed },
                Output = folder,
                Resume = resume,
                Strict = request.Strict,
                Compute = request.Compute,
                Loader = request.Loading.Loader,
                HowToResume = "the same command",
            },
            cancellation);
        return AblationScores.From(summary.Evaluation ?? throw new ArbexException(
            $"{data.Dataset.Name} has no validation part to score runs on. Expected one, or "
            + "data.validationShare above 0 in the recipe."));
    }

    private static AblationScores? Finished(string folder)
    {
        var path = RunFolder.At(folder).EvaluationPath;
        return File.Exists(path) ? AblationScores.From(EvaluationDocument.FromJson(File.ReadAllText(path))) : null;
    }

    private static void Write(string folder, AblationTable table)
    {
        OutputFile.WriteText(Path.Combine(folder, "table.md"), table.ToMarkdown());
        OutputFile.WriteText(Path.Combine(folder, "table.csv"), table.ToCsv());
        if (AblationPlot.Draw(table) is { } plot)
        {
            OutputFile.WriteBytes(Path.Combine(folder, "plot.png"), ImageEncoder.EncodePng(plot.ToImage()));
        }
    }
}
