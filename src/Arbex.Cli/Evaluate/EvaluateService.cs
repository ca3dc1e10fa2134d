using Arbex.Checkpoints;
using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Evaluation;

namespace Arbex.Cli.Evaluate;

/// <summary>Scores a checkpoint. Everything that needs no libtorch is checked first.</summary>
internal sealed class EvaluateService
{
    private readonly CommandHost _host;

    public EvaluateService(CommandHost host) => _host = host;

    public EvaluationDocument Run(EvaluateRequest request, CancellationToken cancellation)
    {
        var info = Checkpoint.ReadInfo(request.Model);
        var dataset = new DatasetOpener(_host).ForEvaluation(request.Dataset);
        CheckLabels(request.Model, info, dataset);
        ImportedModels.Warn(_host, request.Model, info);
        var samples = SamplesOf(dataset, request.Split);
        return Score(request, dataset, samples, cancellation);
    }

    private EvaluationDocument Score(
        EvaluateRequest request, IFaceDataset dataset, int[] samples, CancellationToken cancellation)
    {
        var device = ComputeDevice.Parse(request.Compute.Device);
        ComputeDevice.UseThreads(request.Compute.Threads);
        var (network, info) = Checkpoint.Load(request.Model, device);
        using var owned = network;
        var unreadable = new UnreadablePictures(_host);
        var predictions = new EvaluationDisplay(_host).Show(samples.Length, done => ModelEvaluator.Predict(
            network, dataset, samples, info.Preprocessing, device, unreadable: unreadable.Callback(request.Strict),
            progress: done, cancellation: cancellation));
        if (predictions.Labels.Length == 0)
        {
            throw new ArbexException(
                $"Not one of the {samples.Length} pictures of {dataset.Name} could be read. Check the data folder.");
        }

        return EvaluationDocument.Compute(dataset, request.Split, predictions);
    }

    private static void CheckLabels(string model, CheckpointInfo info, IFaceDataset dataset)
    {
        if (!info.Labels.SequenceEqual(dataset.Labels.Names, StringComparer.Ordinal))
        {
            throw new CheckpointException(
                $"'{model}' answers with the classes {string.Join(", ", info.Labels)}; {dataset.Name} has "
                + $"{dataset.Labels}. Expected the same classes in the same order. Use data with the model's classes.");
        }
    }

    private static int[] SamplesOf(IFaceDataset dataset, DataSplit split)
    {
        var samples = dataset.Samples.Positions(split);
        if (samples.Length > 0)
        {
            return samples;
        }

        var present = dataset.Samples.Select(sample => sample.Split).Distinct().Order()
            .Select(other => other.ToString().ToLowerInvariant());
        throw new DatasetFormatException(
            $"{dataset.Name} has no {split.ToString().ToLowerInvariant()} samples. Expected --split to be one of "
            + $"{string.Join(", ", present)}.");
    }
}
