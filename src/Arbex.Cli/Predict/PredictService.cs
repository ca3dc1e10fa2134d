using Arbex.Checkpoints;
using Arbex.Cli.Hosting;
using Arbex.Imaging;

namespace Arbex.Cli.Predict;

/// <summary>Asks a model about picture files, one after another.</summary>
internal sealed class PredictService
{
    private const int MostClassesOfFigure = 12;

    private readonly CommandHost _host;

    public PredictService(CommandHost host) => _host = host;

    public IReadOnlyList<PictureAnswer> Run(PredictRequest request, CancellationToken cancellation)
    {
        var info = Checkpoint.ReadInfo(request.Model);
        ImportedModels.Warn(_host, request.Model, info);
        var labels = info.Labels;
        if (request.Figure is not null && labels.Length > MostClassesOfFigure)
        {
            throw new ArbexException(
                $"'{request.Model}' has {labels.Length} classes. Expected at most {MostClassesOfFigure} for a figure. Leave "
                + "out --output.");
        }

        var answers = new List<PictureAnswer>(request.Files.Count);
        var rows = new List<DistributionFigureRow>();
        // The model, and libtorch with it, is loaded once the first picture turns out to be one.
        ExpressionPredictor? predictor = null;
        try
        {
            foreach (var file in request.Files)
            {
                cancellation.ThrowIfCancellationRequested();
                if (!TryDecode(file, request.Strict, out var image, out var error))
                {
                    answers.Add(new PictureAnswer(file, null, error));
                    continue;
                }

                predictor ??= Load(request);
                var prediction = predictor.Predict(image!);
                answers.Add(new PictureAnswer(file, prediction, null));
                if (request.Figure is not null)
                {
                    rows.Add(Row(file, image!, prediction));
                }
            }
        }
        finally
        {
            predictor?.Dispose();
        }

        if (request.Figure is not null && rows.Count > 0)
        {
            Draw(request.Figure, labels, rows);
        }

        return answers;
    }

    private static ExpressionPredictor Load(PredictRequest request)
    {
        ComputeDevice.UseThreads(request.Compute.Threads);
        return ExpressionPredictor.Load(request.Model, request.Compute.Device);
    }

    private static bool TryDecode(string file, bool strict, out ImageBuffer? image, out string? error)
    {
        (image, error) = (null, null);
        try
        {
            image = ImageDecoder.Decode(file);
            return true;
        }
        catch (ImageFormatException unreadable) when (!strict)
        {
            error = unreadable.Message;
            return false;
        }
    }

    private void Draw(string path, IReadOnlyList<string> labels, List<DistributionFigureRow> rows)
    {
        var figure = DistributionFigure.Draw(labels, rows, new DistributionFigureOptions
        {
            Columns = rows.Count > 3 ? 2 : 1,
        });
        OutputFile.WriteBytes(path, ImageEncoder.EncodePng(figure));
        _host.Tell($"Drew {rows.Count} faces into {path}.");
    }

    private static DistributionFigureRow Row(string file, ImageBuffer image, ExpressionPrediction prediction) => new(
        image,
        Path.GetFileName(file),
        [.. prediction.Primary.Values.Select(Clamped)],
        [.. prediction.Final.Values.Select(Clamped)],
        $"{prediction.Expression} {prediction.Confidence:p0}");

    private static double Clamped(double probability) => Math.Clamp(probability, 0, 1);
}
