using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Packing;
using Arbex.Training.Ablations;

namespace Arbex.Cli.Ablate;

/// <summary>Opens the data of a study's runs; a run after another with the same labels shares what is open.</summary>
internal sealed class StudyData : IDisposable
{
    private readonly AblateRequest _request;
    private readonly DatasetOpener _opener;
    private (double Noise, long? Seed) _opened;
    private TrainingData? _data;
    private PackedDataset? _packed;

    public StudyData(CommandHost host, AblateRequest request) => (_request, _opener) = (request, new DatasetOpener(host));

    /// <summary>The data of a run, open until another run asks for other labels.</summary>
    /// <exception cref="ArbexException">There is nothing to score runs on.</exception>
    public TrainingData Of(AblationCell cell)
    {
        (double, long?) wanted = (cell.LabelNoise, cell.LabelNoise > 0 ? cell.Recipe.Seed : null);
        if (_data is not null && _opened == wanted)
        {
            return _data;
        }

        Dispose();
        var data = _opener.ForTraining(
            _request.Dataset, cell.LabelNoise, cell.Recipe.Seed, validationShare: cell.Recipe.Data.ValidationShare);
        if (data.Dataset.Samples.Positions(DataSplit.Valid).Length == 0)
        {
            throw new ArbexException(
                $"{data.Dataset.Name} has no validation part to score runs on. Expected one, or data.validationShare above 0 in the recipe.");
        }

        if (_request.Loading.Packed is { } path)
        {
            _packed = PackedDataset.Open(data.Dataset, path);
            data = data with { Dataset = _packed };
        }

        (_data, _opened) = (data, wanted);
        return data;
    }

    public void Dispose()
    {
        _packed?.Dispose();
        (_packed, _data) = (null, null);
    }
}
