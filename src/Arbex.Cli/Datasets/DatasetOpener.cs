using System.Globalization;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Data.Labels;
using Arbex.Data.Splits;

namespace Arbex.Cli.Datasets;

/// <summary>Opens datasets by name and tells what is odd about them, each thing once however often it opens
/// them.</summary>
internal sealed class DatasetOpener
{
    private readonly CommandHost _host;

    private readonly List<string> _problems = [];

    public DatasetOpener(CommandHost host) => _host = host;

    /// <summary>What readers found odd in what was opened so far, each once.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Opens what a model is scored on; FER+ by majority unless asked otherwise.</summary>
    public IFaceDataset ForEvaluation(DatasetRequest request) =>
        Open(request, request.LabelRule ?? FerPlusLabelRule.Majority);

    /// <summary>Opens what a model is trained on. FER+ learns from distributions and is validated by majority.</summary>
    /// <param name="request">Which pictures.</param>
    /// <param name="labelNoise">Share of the training labels to make wrong.</param>
    /// <param name="seed">Seed of the wrong labels.</param>
    /// <param name="wrongLabels">The list to take instead; null for none.</param>
    /// <param name="validationShare">Share of the training samples to validate on where the data have no part for it; 0
    /// leaves them without.</param>
    /// <param name="mayHoldOutNothing">Whether data too small to hold any out stay without, and that is told; otherwise it is an
    /// error, since training needs to be validated.</param>
    public TrainingData ForTraining(
        DatasetRequest request, double labelNoise, long seed, LabelNoiseList? wrongLabels = null,
        double validationShare = 0, bool mayHoldOutNothing = false)
    {
        if (!(labelNoise is >= 0 and <= 1))
        {
            throw new ArbexException(FormattableString.Invariant(
                $"--label-noise is {labelNoise}. Expected a share of the training labels from 0 to 1."));
        }

        // A plan of one's own divides one list of samples; two rules make two lists, which would be divided differently.
        var rule = request.LabelRule
            ?? (request.SplitPlan is null ? FerPlusLabelRule.Distribution : FerPlusLabelRule.Majority);
        var training = Open(request, rule);
        var validation = training;
        var heldOut = validationShare > 0 && training.Samples.Positions(DataSplit.Valid).Length == 0
            ? HoldOut(training, validationShare, request.SplitSeed, mayHoldOutNothing)
            : null;
        if (heldOut is null && request.HasVotes && rule != FerPlusLabelRule.Majority && request.SplitPlan is null)
        {
            // The same files a second time: what was odd about them has been told.
            validation = Relabelled(request, FromCatalog(request, FerPlusLabelRule.Majority).Dataset, tell: false);
        }

        var noisy = wrongLabels is not null ? new LabelNoise(training, wrongLabels)
            : labelNoise > 0 ? new LabelNoise(training, labelNoise, seed)
            : training;
        if (heldOut is not null)
        {
            // Wrong labels are drawn first, so that a list of them fits; what is held out keeps its true ones.
            var divided = ReferenceEquals(noisy, training) ? heldOut : heldOut.WithTrainingLabelsOf(noisy);
            return new TrainingData(new CachedFaceDataset(divided), heldOut.Name)
            {
                HeldOut = $"{heldOut.Text}: {heldOut.Amount}",
            };
        }

        var joined = ReferenceEquals(training, validation) ? noisy : new CombinedFaceDataset(noisy, validation);
        return new TrainingData(new CachedFaceDataset(joined), validation.Name);
    }

    private HeldOutValidation? HoldOut(IFaceDataset dataset, double share, long seed, bool mayHoldOutNothing)
    {
        try
        {
            return HoldOut(dataset, share, seed);
        }
        catch (NothingToHoldOutException small) when (mayHoldOutNothing)
        {
            _host.WarnOnce($"Training would have nothing to validate on: {small.Message}");
            return null;
        }
    }

    /// <summary>Holds out training samples to validate on, and says so.</summary>
    public HeldOutValidation HoldOut(IFaceDataset dataset, double share, long seed)
    {
        var heldOut = new HeldOutValidation(dataset, share, seed);
        _host.TellOnce($"{dataset.Name} has no validation part: {heldOut.Amount} are held out for it "
            + FormattableString.Invariant($"(data.validationShare {share}, --split-seed {seed})."));
        return heldOut;
    }

    /// <summary>Opens the same files with another rule of FER+ labels, and tells nothing again.</summary>
    public IFaceDataset UnderRule(DatasetRequest request, FerPlusLabelRule rule) =>
        Relabelled(request, Divided(request, FromCatalog(request, rule).Dataset), tell: false);

    private IFaceDataset Open(DatasetRequest request, FerPlusLabelRule rule)
    {
        if (request.LabelRule is not null && !request.HasVotes)
        {
            throw new ArbexException(
                $"--label-rule says how FER+ votes become labels; '--dataset {request.Kind}' has no votes. Leave it out.");
        }

        if (request.NeutralFrames && request.Kind != "ckplus")
        {
            throw new ArbexException(
                $"--neutral-frames takes the first frames of CK+'s sequences; '--dataset {request.Kind}' has none. Leave it out.");
        }

        return Relabelled(request, Divided(request, Whole(request, rule)), tell: true);
    }

    private IFaceDataset Whole(DatasetRequest request, FerPlusLabelRule rule)
    {
        if (request.Kind == DatasetRequest.Generated)
        {
            return new GeneratedFaceDataset(
                request.Path is { } path ? GeneratedFaces.ReadOptions(path) : new GeneratedFaceOptions());
        }

        var (dataset, index) = FromCatalog(request, rule);
        OutputGuard.Current?.CheckRead(Enumerable.Range(0, dataset.Samples.Count).Select(dataset.PathOf));
        Tell(index);
        return dataset;
    }

    private IFaceDataset Divided(DatasetRequest request, IFaceDataset dataset)
    {
        if (request.SplitPlan is null)
        {
            return dataset;
        }

        var divided = new ResplitDataset(dataset, SplitPlan.Parse(request.SplitPlan), request.SplitSeed);
        foreach (var warning in divided.Warnings)
        {
            _host.WarnOnce(warning);
        }

        return divided;
    }

    private IFaceDataset Relabelled(DatasetRequest request, IFaceDataset dataset, bool tell)
    {
        if (request.Labels is null)
        {
            return dataset;
        }

        var relabelled = new RelabelledDataset(dataset, LabelMappingText.Parse(request.Labels, dataset.Labels));
        foreach (var remark in tell ? relabelled.Remarks : [])
        {
            _host.TellOnce(remark);
        }

        return relabelled;
    }

    private static (IFaceDataset Dataset, DatasetIndex Index) FromCatalog(
        DatasetRequest request, FerPlusLabelRule rule) =>
        DatasetCatalog.Open(request.Kind, Folder(request), new DatasetReadOptions
        {
            LabelRule = rule,
            NeutralFirstFrames = request.NeutralFrames,
        });

    private static string Folder(DatasetRequest request) =>
        string.IsNullOrEmpty(request.Path)
            ? throw new ArbexException($"'--dataset {request.Kind}' reads a folder. Pass it with --data DIR.")
            : request.Path;

    private void Tell(DatasetIndex index)
    {
        foreach (var problem in index.Problems)
        {
            if (!_problems.Contains(problem, StringComparer.Ordinal))
            {
                _problems.Add(problem);
            }

            _host.WarnOnce(problem);
        }

        foreach (var remark in index.Remarks)
        {
            _host.TellOnce(remark);
        }

        if (!index.LeftOut.IsEmpty)
        {
            var reasons = index.LeftOut.Select(pair =>
                string.Create(CultureInfo.InvariantCulture, $"{pair.Value:n0} {pair.Key}"));
            _host.TellOnce($"{index.Name} leaves out {string.Join("; ", reasons)}.");
        }
    }
}
