using Arbex.Checkpoints;
using Arbex.Cli.Data;
using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Evaluation;
using Arbex.Export;
using Arbex.Imaging;
using Arbex.Inference;
using Arbex.Networks;

namespace Arbex.Cli.Export;

/// <summary>
/// Loads a checkpoint, exports it and has it compared. Everything that needs no libtorch is checked first.
/// </summary>
internal sealed class ExportService
{
    private readonly CommandHost _host;

    public ExportService(CommandHost host) => _host = host;

    public ExportDocument Run(ExportRequest request, CancellationToken cancellation)
    {
        var options = request.Options.Validated();
        var head = Checkpoint.ReadInfo(request.Model);
        var dataset = request.Dataset is not null ? Open(request, head)
            : request.Check is not null ? new GeneratedFaceDataset(new GeneratedFaceOptions())
            : null;
        var positions = request.Check is null ? [] : Positions(dataset!, request.Check);

        ComputeDevice.UseThreads(request.Threads);
        var (network, info) = Checkpoint.Load(request.Model);
        using var owned = network;
        if (request.CalibrateOn is { } part)
        {
            options = options with { Calibration = Calibrate(network, info, dataset!, part, request.Strict, cancellation) };
        }

        var report = request.Check is not null
            ? new PictureProgress(_host).Show(
                "comparing", "Compared on", positions.Length,
                done => Export(Faces(dataset!, positions, info.Preprocessing, request.Strict, done)))
            : Export([]);
        return new ExportDocument
        {
            Model = request.Model,
            Output = request.Output,
            Bytes = report.Bytes,
            Precision = report.Description.Precision,
            Parameters = report.Parameters,
            Numbers = report.Numbers,
            Operators = report.Operators,
            ComparedOn = request.Check is null ? null : dataset!.Name,
            Check = report.Check,
        };

        ExportReport Export(IEnumerable<float[]> faces)
        {
            ExportReport? written = null;
            OutputFile.Guard(request.Output, "--output", () => written = ModelExporter.Export(
                network, info, request.Output, options, faces, request.Threads, cancellation));
            return written!;
        }
    }

    /// <summary>The faces to measure on, with those that training held out as their valid part.</summary>
    private IFaceDataset Open(ExportRequest request, CheckpointInfo info)
    {
        var opener = new DatasetOpener(_host);
        var dataset = opener.ForEvaluation(request.Dataset!);
        if (request.CalibrateOn is not null)
        {
            ModelLabels.Check(request.Model, info, dataset);
        }

        return request.CalibrateOn == DataSplit.Valid || request.Check?.Split == DataSplit.Valid
            ? new HeldOutPart(_host, opener).Of(dataset, request.Dataset!, [(request.Model, info)])
            : dataset;
    }

    private ConfidenceCalibration Calibrate(
        ArbexNet network, CheckpointInfo info, IFaceDataset dataset, DataSplit part, bool strict,
        CancellationToken cancellation)
    {
        if (part == DataSplit.Train)
        {
            _host.Warn(
                "The confidence is measured on training samples. If the model learnt from them, it is less sure to be right on "
                + "other faces than its file will say.");
        }

        var predictions = ModelEvaluator.Predict(
            network, dataset, dataset.Samples.Positions(part), info.Preprocessing, TorchSharp.torch.CPU,
            unreadable: new UnreadablePictures(_host).Callback(strict), embeddings: false, cancellation: cancellation);
        return ConfidenceFit.Of(predictions, $"{dataset.Name}, {part.ToString().ToLowerInvariant()}");
    }

    /// <summary>Faces spread evenly over the part, so that every class and every video has its share.</summary>
    private static int[] Positions(IFaceDataset dataset, CheckFaces check)
    {
        var all = dataset.Samples.Positions(check.Split);
        var count = Math.Min(check.Most, all.Length);
        return count > 0
            ? [.. Enumerable.Range(0, count).Select(index => all[(int)((long)index * all.Length / count)])]
            : throw new DatasetFormatException(
                $"{dataset.Name} has no {check.Split.ToString().ToLowerInvariant()} samples. Expected --split to be a "
                + "part that it has.");
    }

    private IEnumerable<float[]> Faces(
        IFaceDataset dataset, int[] positions, FacePreprocessing preprocessing, bool strict, IProgress<int>? done)
    {
        var unreadable = new UnreadablePictures(_host).Callback(strict);
        foreach (var (index, position) in positions.Index())
        {
            var face = new float[preprocessing.InputLength];
            try
            {
                preprocessing.Prepare(dataset.LoadImage(position), face);
            }
            catch (ArbexException cannotBeRead) when (unreadable is not null)
            {
                unreadable(cannotBeRead.Message);
                continue;
            }

            yield return face;
            done?.Report(index + 1);
        }
    }
}
