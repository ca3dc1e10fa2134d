using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Evaluation;

namespace Arbex.Cli.Evaluate;

/// <summary>Scores checkpoints and exported models. Everything that needs no libtorch is checked first.</summary>
internal sealed class EvaluateService
{
    private readonly CommandHost _host;

    public EvaluateService(CommandHost host) => _host = host;

    public IReadOnlyList<EvaluatedModel> Run(EvaluateRequest request, CancellationToken cancellation)
    {
        ScoredModels.Check(request);
        var infos = request.Models.Select(ScoredModels.ReadInfo).ToArray();
        var opener = new DatasetOpener(_host);
        var dataset = opener.ForEvaluation(request.Dataset);
        foreach (var (model, info) in request.Models.Zip(infos))
        {
            ModelLabels.Check(model, info, dataset);
            ImportedModels.Warn(_host, model, info);
        }

        if (request.Split == DataSplit.Valid || request.CalibrateOn == DataSplit.Valid)
        {
            dataset = new HeldOutPart(_host, opener).Of(dataset, request.Dataset, [.. request.Models.Zip(infos)]);
        }

        var samples = SamplesOf(dataset, request.Split, "--split");
        var calibration = request.CalibrateOn is { } part ? SamplesOf(dataset, part, "--calibrate-on") : [];
        var evaluated = new List<EvaluatedModel>();
        var unreadable = new UnreadablePictures(_host);
        foreach (var model in request.Models)
        {
            evaluated.Add(Score(request, model, dataset, samples, calibration, unreadable, cancellation));
        }

        WarnOfSelection(evaluated);
        WarnOfTemperature(request, evaluated);
        return evaluated;
    }

    private EvaluatedModel Score(
        EvaluateRequest request, string model, IFaceDataset dataset, int[] samples, int[] calibration,
        UnreadablePictures unreadable, CancellationToken cancellation)
    {
        using var open = ScoredModels.Open(model, request);
        WarnOfFit(open, model, dataset, request);
        var predictions = Predict(samples, embeddings: true);
        (DataSplit, PredictionSet)? fit = request.CalibrateOn is { } part
            ? (part, Predict(calibration, embeddings: false))
            : null;
        return new(
            model, open.Info, dataset, predictions,
            EvaluationDocument.Compute(dataset, request.Split, predictions, calibration: fit) with
            {
                AppliedTemperature = open.AppliedTemperature,
                IsMirrored = request.Mirror,
                Promises = open.PromisesOn(predictions),
            });

        PredictionSet Predict(int[] positions, bool embeddings)
        {
            var set = new EvaluationDisplay(_host).Show(positions.Length, done => open.Predict(
                dataset, positions, embeddings, unreadable.Callback(request.Strict), done, cancellation));
            return set.Labels.Length > 0
                ? set
                : throw new ArbexException(
                    $"Not one of the {positions.Length} pictures of {dataset.Name} could be read. Check the data "
                        + "folder.");
        }
    }

    private void WarnOfFit(IScoredModel open, string model, IFaceDataset dataset, EvaluateRequest request)
    {
        var faces = $"{dataset.Name}, {request.Split.ToString().ToLowerInvariant()}";
        if (open is ScoredFile { AppliedTemperature: not null, MeasuredOn: { } measuredOn } && measuredOn == faces)
        {
            _host.Warn(
                $"The temperature inside '{model}' was fitted to these faces, so that its calibration looks too good. Take another "
                + "part, or --uncalibrated.");
        }
    }

    /// <summary>Says once what several checkpoints of one recipe have in common.</summary>
    private void WarnOfSelection(IEnumerable<EvaluatedModel> evaluated)
    {
        foreach (var warning in evaluated
            .Select(model => ModelSelection.Of(
                model.Info, model.Document.Dataset, model.Document.Split).Warning)
            .OfType<string>().Distinct(StringComparer.Ordinal))
        {
            _host.Warn(warning);
        }
    }

    private void WarnOfTemperature(EvaluateRequest request, IReadOnlyList<EvaluatedModel> evaluated)
    {
        if (request.CalibrateOn is { } part && evaluated.Any(model =>
            part == DataSplit.Train && ModelSelection.Of(model.Info, model.Document.Dataset, part).Warning is not null))
        {
            _host.Warn(
                "The temperature is fitted to faces that the network has learnt from, on which it is surer and more "
                + "often right than on others. Better pass a part that it has not seen to --calibrate-on.");
        }

        foreach (var model in evaluated.Where(model => model.Document.Temperature is { FinalTemperature: 1 } or { PrimaryTemperature: 1 }))
        {
            _host.Warn(
                $"No temperature could be fitted for '{model.File}', whose answers there are all right or all wrong: it stays 1. "
                + "Pass a part with some errors to --calibrate-on.");
        }
    }

    private static int[] SamplesOf(IFaceDataset dataset, DataSplit split, string option)
    {
        var samples = dataset.Samples.Positions(split);
        if (samples.Length > 0)
        {
            return samples;
        }

        var present = Enum.GetValues<DataSplit>().Where(other => dataset.Samples.Positions(other).Length > 0)
            .Select(other => other.ToString().ToLowerInvariant());
        throw new DatasetFormatException(
            $"{dataset.Name} has no {split.ToString().ToLowerInvariant()} samples. Expected {option} to be one of "
            + $"{string.Join(", ", present)}.");
    }
}
