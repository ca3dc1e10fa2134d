using Arbex.Data;
using Arbex.Data.Packing;

namespace Arbex.Cli.Datasets;

/// <summary>Opens the data of runs one after another; a run with the same division and labels as the one before shares what is
/// open.</summary>
internal sealed class SharedTrainingData : IDisposable
{
    private readonly DatasetOpener _opener;
    private readonly string? _pack;
    private (string? SplitPlan, double Noise, long? NoiseSeed) _opened;
    private TrainingData? _data;
    private PackedDataset? _packed;

    /// <param name="opener">Opens them.</param>
    /// <param name="pack">A pack that pictures come from; null reads their files.</param>
    public SharedTrainingData(DatasetOpener opener, string? pack) => (_opener, _pack) = (opener, pack);

    /// <summary>The data of a run, open until another run asks for others; the parameters are those of
    /// <see cref="DatasetOpener.ForTraining"/>, of which list and share are the same for all runs.</summary>
    public TrainingData Of(
        DatasetRequest request, double labelNoise, long seed, LabelNoiseList? wrongLabels, double validationShare)
    {
        (string?, double, long?) wanted = (request.SplitPlan, labelNoise, labelNoise > 0 ? seed : null);
        if (_data is not null && _opened == wanted)
        {
            return _data;
        }

        Dispose();
        var data = _opener.ForTraining(request, labelNoise, seed, wrongLabels, validationShare);
        if (_pack is not null)
        {
            _packed = PackedDataset.Open(data.Dataset, _pack);
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
