using System.Text.Json;
using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Cli.Train;
using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Imaging;

namespace Arbex.Cli.Demo;

/// <summary>Trains on drawn faces with wrong labels, then scores and draws characters that training never showed.</summary>
internal sealed class DemoService
{
    private const string FacesPicture = "faces.png";
    private const string SheetPicture = "contact-sheet.png";
    private const string BalancingPicture = "balancing.png";
    private const string FacesFile = "faces.json";

    private readonly CommandHost _host;

    public DemoService(CommandHost host) => _host = host;

    public TrainSummary Run(DemoRequest request, CancellationToken cancellation)
    {
        var recipe = request.Recipe.Resolve(DemoSettings.Recipe);
        var options = request.Faces is { } file ? GeneratedFaces.ReadOptions(file) : DemoSettings.Faces();
        if (options.HeldOutCharacters == 0)
        {
            throw new ArbexException(
                "heldOutCharacters is 0. Expected at least 1: the demo shows characters that training never showed.");
        }

        TrainingFolder.CheckNew(request.Output, "Delete it, or pass another folder to --output.");
        OwnFiles.CheckNone(request.Output, [FacesPicture, SheetPicture, BalancingPicture, FacesFile], "the demo");
        var faces = new GeneratedFaceDataset(options);
        var dataset = new CachedFaceDataset(faces);
        _host.Tell(
            $"Drawing {options.Characters} characters to learn from and {options.HeldOutCharacters} to test on; "
            + $"{options.LabelNoise:p0} of the training labels are wrong on purpose.");
        var summary = new TrainingSession(_host).Run(
            new TrainingPlan
            {
                Recipe = recipe,
                Data = new TrainingData(dataset, faces.Name),
                Output = request.Output,
                Compute = request.Compute,
            },
            cancellation);
        Keep(request.Output, options, DemoPictures.Of(dataset, summary.Predictions!));
        return summary;
    }

    private void Keep(string folder, GeneratedFaceOptions options, DemoPictures pictures)
    {
        var sheet = Path.Combine(folder, SheetPicture);
        var figure = Path.Combine(folder, BalancingPicture);
        OutputFile.WriteBytes(Path.Combine(folder, FacesPicture), ImageEncoder.EncodePng(DemoFaces.Draw(options)));
        OutputFile.WriteBytes(sheet, ImageEncoder.EncodePng(pictures.ContactSheet));
        OutputFile.WriteBytes(figure, ImageEncoder.EncodePng(pictures.Balancing));
        OutputFile.WriteText(
            Path.Combine(folder, FacesFile), JsonSerializer.Serialize(options, ArbexJson.Options) + "\n");
        _host.Tell($"Drew {sheet} and {figure}.");
    }
}
