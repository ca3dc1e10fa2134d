using System.Globalization;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Generated;

namespace Arbex.Cli.Datasets;

/// <summary>Opens datasets by name and tells what is odd about them.</summary>
internal sealed class DatasetOpener
{
    private readonly CommandHost _host;

    public DatasetOpener(CommandHost host) => _host = host;

    /// <summary>Opens what a model is scored on; FER+ by majority unless asked otherwise.</summary>
    public IFaceDataset ForEvaluation(DatasetRequest request) =>
        Open(request, request.LabelRule ?? FerPlusLabelRule.Majority);

    /// <summary>Opens what a model is trained on. FER+ learns from distributions and is validated by majority.</summary>
    public TrainingData ForTraining(
        DatasetRequest request, double labelNoise, long seed, LabelNoiseList? wrongLabels = null)
    {
        if (!(labelNoise is >= 0 and <= 1))
        {
            throw new ArbexException(FormattableString.Invariant(
                $"--label-noise is {labelNoise}. Expected a share of the training labels from 0 to 1."));
        }

        var rule = request.LabelRule ?? FerPlusLabelRule.Distribution;
        var training = Open(request, rule);
        var validation = training;
        if (request.Kind == DatasetRequest.FerPlus && rule != FerPlusLabelRule.Majority)
        {
            // The same files a second time: what was odd about them has been told.
            validation = FromCatalog(request, FerPlusLabelRule.Majority).Dataset;
        }

        var noisy = wrongLabels is not null ? new LabelNoise(training, wrongLabels)
            : labelNoise > 0 ? new LabelNoise(training, labelNoise, seed)
            : training;
        var joined = ReferenceEquals(training, validation) ? noisy : new CombinedFaceDataset(noisy, validation);
        return new TrainingData(new CachedFaceDataset(joined), validation.Name);
    }

    private IFaceDataset Open(DatasetRequest request, FerPlusLabelRule rule)
    {
        if (request.LabelRule is not null && request.Kind != DatasetRequest.FerPlus)
        {
            throw new ArbexException(
                $"--label-rule says how FER+ votes become labels; '--dataset {request.Kind}' has no votes. Leave it out.");
        }

        if (request.Kind == DatasetRequest.Generated)
        {
            return new GeneratedFaceDataset(
                request.Path is { } path ? GeneratedFaces.ReadOptions(path) : new GeneratedFaceOptions());
        }

        var (dataset, index) = FromCatalog(request, rule);
        Tell(index);
        return dataset;
    }

    private static (IFaceDataset Dataset, DatasetIndex Index) FromCatalog(
        DatasetRequest request, FerPlusLabelRule rule) =>
        DatasetCatalog.Open(request.Kind, Folder(request), new DatasetReadOptions { LabelRule = rule });

    private static string Folder(DatasetRequest request) =>
        string.IsNullOrEmpty(request.Path)
            ? throw new ArbexException($"'--dataset {request.Kind}' reads a folder. Pass it with --data DIR.")
            : request.Path;

    private void Tell(DatasetIndex index)
    {
        foreach (var problem in index.Problems)
        {
            _host.Warn(problem);
        }

        if (!index.LeftOut.IsEmpty)
        {
            var reasons = index.LeftOut.Select(pair =>
                string.Create(CultureInfo.InvariantCulture, $"{pair.Value:n0} {pair.Key}"));
            _host.Tell($"{index.Name} leaves out {string.Join("; ", reasons)}.");
        }
    }
}
