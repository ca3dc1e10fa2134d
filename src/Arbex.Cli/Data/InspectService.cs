using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data.Inspection;
using Arbex.Imaging;
using Arbex.Training;

namespace Arbex.Cli.Data;

/// <summary>Counts what a training run would get.</summary>
internal sealed class InspectService
{
    private readonly CommandHost _host;

    public InspectService(CommandHost host) => _host = host;

    public DatasetSummary Run(InspectRequest request, CancellationToken cancellation)
    {
        var recipe = request.Recipe is { } file ? RecipeFile.Read(file) : new Recipe();
        var dataset = new DatasetOpener(_host).ForTraining(
            request.Dataset, labelNoise: 0, recipe.Seed, validationShare: recipe.Data.HeldOutShare, mayHoldOutNothing: true).Dataset;
        if (request.Plot is not null && dataset.Labels.Count > ClassCountFigure.MostClasses)
        {
            throw new ArbexException(
                $"{dataset.Name} has {dataset.Labels.Count} classes. Expected at most {ClassCountFigure.MostClasses} for a "
                + "plot. Leave out --output.");
        }

        var summary = DatasetSummary.Of(dataset, recipe.Refinement, recipe.Seed, cancellation);
        if (request.Plot is not null && !summary.Splits.IsEmpty)
        {
            OutputFile.WriteBytes(request.Plot, ImageEncoder.EncodePng(InspectPlot.Draw(summary)));
            _host.Tell($"Drew the counts into {request.Plot}.");
        }

        return summary;
    }
}
