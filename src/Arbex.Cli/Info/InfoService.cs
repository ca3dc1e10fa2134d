using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Networks;

namespace Arbex.Cli.Info;

/// <summary>Describes presets and checkpoints.</summary>
internal static class InfoService
{
    public static InfoDocument OfPreset(string name)
    {
        var options = ArbexOptions.Preset(name);
        var labels = LabelSet.FerPlus.Names;
        var cost = CostOf(options, labels.Length);
        return new InfoDocument
        {
            Preset = name,
            Parameters = cost.Parameters,
            MultiplyAdds = cost.MultiplyAdds,
            InputSize = options.InputSize,
            Labels = labels,
            Options = options,
        };
    }

    public static InfoDocument OfModel(string path)
    {
        var info = Checkpoint.ReadInfo(path);
        var cost = CostOf(info.Options, info.Labels.Length);
        return new InfoDocument
        {
            Model = path,
            Parameters = cost.Parameters,
            MultiplyAdds = cost.MultiplyAdds,
            InputSize = info.Options.InputSize,
            Labels = info.Labels,
            Options = info.Options,
            Preprocessing = info.Preprocessing,
            TrainedOn = info.TrainedOn,
            Epoch = info.Epoch,
            Metrics = info.Metrics,
            Versions = info.Versions,
            Recipe = info.Recipe,
        };
    }

    /// <summary>Counted on the network itself; this is what loads libtorch.</summary>
    private static NetworkCost CostOf(ArbexOptions options, int classes)
    {
        using var network = new ArbexNet(options, classes);
        return NetworkCost.Of(network);
    }
}
