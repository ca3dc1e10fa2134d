using Arbex.Checkpoints;
using Arbex.Cli.Data;
using Arbex.Cli.Datasets;
using Arbex.Cli.Evaluate;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Data.Packing;
using Arbex.Evaluation;
using Arbex.Export;
using Arbex.Imaging;
using Arbex.Inference;

namespace Arbex.Cli.Export;

/// <summary>
/// Loads a checkpoint, exports it and has it compared. Everything that needs no libtorch is checked first.
/// </summary>
internal sealed class ExportService
{
    /// <summary>Every layer is tried on them alone, which takes a session each.</summary>
    private const int MostSensitivityFaces = 64;

    private readonly CommandHost _host;

    public ExportService(CommandHost host) => _host = host;

    public ExportDocument Run(ExportRequest request, CancellationToken cancellation)
    {
        request.Options.Validated();
        var head = Checkpoint.ReadInfo(request.Model);
        var dataset = request.Dataset is not null ? Open(request, head)
            : request.Check is not null ? new GeneratedFaceDataset(new GeneratedFaceOptions())
            : null;
        if (request.CalibrateOn is { } measured)
        {
            CheckCalibration(request.Model, head, dataset!, measured);
        }

        var name = dataset?.Name;
        using var packed = request.Packed is { } pack ? PackedDataset.Open(dataset!, pack) : null;
        dataset = packed ?? dataset;
        var compared = request.Check is { } check ? ChosenFaces.Spread(dataset!, check.Split, check.Most, "--split") : null;
        int[] ranges = request.Options.Precision == ModelPrecision.Quantized
            ? ChosenFaces.Spread(dataset!, DataSplit.Train, request.RangeFaces, "--int8 to measure on")
            : [];

        ComputeDevice.UseThreads(request.Threads);
        var (network, info) = Checkpoint.Load(request.Model);
        using var owned = network;
        var material = new ExportMaterial
        {
            RangeFaces = [.. Faces(dataset, ranges, info.Preprocessing, request.Strict)],
            SensitivityFaces = request.Sensitivity is null ? 0 : MostSensitivityFaces,
            TellSensitivity = layers => OutputFile.WriteText(
                request.Sensitivity!, SensitivityTable.ToCsv(layers), "--sensitivity"),
            MeasureConfidence = request.CalibrateOn is { } part
                ? draft => Calibrate(draft, dataset!, $"{name}, {part.ToString().ToLowerInvariant()}", request, cancellation)
                : null,
            Threads = request.Threads,
        };
        var report = compared is null
            ? Export(material)
            : new PictureProgress(_host).Show("comparing", "Compared on", compared.Length, done => Export(material with
            {
                CheckFaces = Faces(dataset, compared, info.Preprocessing, request.Strict, done),
            }));
        return ExportDocument.Of(request, report, compared is null && ranges.Length == 0 ? null : dataset!.Name);

        ExportReport Export(ExportMaterial used)
        {
            ExportReport? written = null;
            OutputFile.Guard(request.Output, "--output", () => written = ModelExporter.Export(
                network, info, request.Output, request.Options, used, cancellation));
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

    /// <summary>Tells early what is wrong with the part to measure confidence on.</summary>
    private void CheckCalibration(string model, CheckpointInfo head, IFaceDataset dataset, DataSplit part)
    {
        ConfidenceFit.CheckCount(dataset.Samples.Positions(part).Length, $"{dataset.Name}, {part.ToString().ToLowerInvariant()}");
        if (part == DataSplit.Train)
        {
            _host.Warn(
                "The confidence is measured on training samples. If the model learnt from them, it is less sure to be right on "
                + "other faces than its file will say.");
        }
        else if (ModelSelection.Of(head, dataset.Name, part).Warning is { } flatters)
        {
            _host.Warn($"The confidence is measured on the {part.ToString().ToLowerInvariant()} part of {dataset.Name}. {flatters}");
        }
    }

    /// <summary>Measures what the written file answers, which is what its users get.</summary>
    private ConfidenceCalibration Calibrate(
        string draft, IFaceDataset dataset, string measuredOn, ExportRequest request, CancellationToken cancellation)
    {
        using var model = new ScoredFile(draft, request.Threads, uncalibrated: true);
        var predictions = model.Predict(
            dataset, dataset.Samples.Positions(request.CalibrateOn!.Value), embeddings: false,
            new UnreadablePictures(_host).Callback(request.Strict), progress: _ => { }, cancellation);
        var groups = predictions.Samples.Select(dataset.Samples.GroupOf).ToArray();
        var calibration = ConfidenceFit.Of(
            predictions, measuredOn, groups.Distinct().Count() == groups.Length ? null : groups);
        if (calibration.Temperature == 1)
        {
            _host.Warn($"No temperature could be measured on {measuredOn}, whose answers are all right or all wrong: it stays 1.");
        }

        return calibration;
    }

    private IEnumerable<float[]> Faces(
        IFaceDataset? dataset, int[] positions, FacePreprocessing preprocessing, bool strict, IProgress<int>? done = null)
    {
        var unreadable = new UnreadablePictures(_host).Callback(strict);
        foreach (var (index, position) in positions.Index())
        {
            var face = new float[preprocessing.InputLength];
            try
            {
                preprocessing.Prepare(dataset!.LoadImage(position), face);
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
