using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Inspection;
using Arbex.Imaging;
using Arbex.Training;

namespace Arbex.Cli.Data;

/// <summary>Chooses faces, varies them and draws the sheet.</summary>
internal sealed class PreviewService
{
    private const int MostFaces = 200;
    private const int Variants = 3;

    private readonly CommandHost _host;

    public PreviewService(CommandHost host) => _host = host;

    public PreviewDocument Run(PreviewRequest request, CancellationToken cancellation)
    {
        OptionCheck.InRange(request.Count, 1, MostFaces, "--count");
        var (preparation, description, seed) = Preparation(request);
        var dataset = new DatasetOpener(_host).ForTraining(request.Dataset, labelNoise: 0, seed).Dataset;
        var positions = dataset.Samples.Positions(request.Split);
        if (positions.Length == 0)
        {
            var present = Enum.GetValues<DataSplit>().Where(split => dataset.Samples.Positions(split).Length > 0);
            throw new DatasetFormatException(
                $"{dataset.Name} has no {InspectView.NameOf(request.Split)} samples. Expected --split to be one of "
                + $"{string.Join(", ", present.Select(InspectView.NameOf))}.");
        }

        var faces = Faces(dataset, positions, request.Count, preparation, seed, cancellation);
        if (faces.Count == 0)
        {
            throw new ArbexException(
                $"Not one of the {positions.Length} pictures of {dataset.Name} could be read. Check the data folder.");
        }

        var title = $"{dataset.Name}, {InspectView.NameOf(request.Split)}: as it is, and varied by {description}";
        OutputFile.WriteBytes(request.Output, ImageEncoder.EncodePng(PreviewSheet.Draw(dataset, faces, title)));
        return new PreviewDocument(dataset.Name, request.Output,
        [
            .. faces.Select(face => new PreviewedFace(
                dataset.Samples.IdOf(face.Sample), dataset.Labels[dataset.Samples.LabelOf(face.Sample)])),
        ]);
    }

    /// <summary>A recipe's own preparation, or a named augmentation at the paper's input size.</summary>
    private static (AugmentedPreparation Preparation, string Description, long Seed) Preparation(PreviewRequest request)
    {
        if (request.Recipe is { } file)
        {
            var recipe = request.Augmentation is null
                ? RecipeFile.Read(file)
                : throw new ArbexException(
                    "--recipe and --augmentation were both given. Expected one; a recipe has its own augmentation.");
            return (
                new AugmentedPreparation(recipe.Preprocessing, recipe.Augmentation), Path.GetFileName(file),
                request.Seed ?? recipe.Seed);
        }

        var name = request.Augmentation ?? "paper";
        return (
            new AugmentedPreparation(new FacePreprocessing(), FaceAugmentation.FromName(name)), $"'{name}'",
            request.Seed ?? new Recipe().Seed);
    }

    /// <summary>As many as asked for, whatever cannot be read being named and left out.</summary>
    private List<AugmentationPreview> Faces(
        IFaceDataset dataset, int[] positions, int count, AugmentedPreparation preparation, long seed,
        CancellationToken cancellation)
    {
        var faces = new List<AugmentationPreview>(count);
        foreach (var sample in AugmentationPreview.Choose(dataset.Samples, positions, positions.Length, seed))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                faces.Add(AugmentationPreview.Of(dataset, sample, preparation, Variants, seed));
            }
            catch (ArbexException unreadable)
            {
                _host.Warn($"{unreadable.Message} (skipped)");
            }

            if (faces.Count == count)
            {
                break;
            }
        }

        return faces;
    }
}
